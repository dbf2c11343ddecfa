#include "core/tissue/stain_strength.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <string_view>

#include "core/stain/optical_density.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 3. Densities in steps of 2^-10.
constexpr int kLeastHematoxylin = 102;  // 0.10
constexpr int kMostDab = 102;           // 0.10, of a pixel without DAB
constexpr int kLeastDab = 154;          // 0.15, of a pixel with DAB
constexpr double kHematoxylinPercentile = 0.90;
constexpr double kDabPercentile = 0.75;
constexpr std::uint64_t kLeastPixels = 2000;
constexpr double kLeastDabShare = 0.005;
constexpr int kBins = 8192;  // amounts up to 8, twice what a pixel can hold
constexpr std::size_t kChunk = 1U << 16U;

// The number of pixels per amount of stain, in steps of 2^-10.
class Amounts {
 public:
  void Add(int steps) {
    ++counts_[static_cast<std::size_t>(std::clamp(steps, 0, kBins - 1))];
    ++total_;
  }
  std::uint64_t total() const { return total_; }

  OpticalDensity Percentile(double share) const {
    const auto wanted =
        static_cast<std::uint64_t>(share * static_cast<double>(total_));
    std::uint64_t seen = 0;
    for (std::size_t steps = 0; steps < counts_.size(); ++steps) {
      seen += counts_[steps];
      if (seen > wanted) {
        return OpticalDensity(static_cast<double>(steps) /
                              kDensityStepsPerUnit);
      }
    }
    return OpticalDensity(0.0);
  }

 private:
  std::array<std::uint64_t, kBins> counts_{};
  std::uint64_t total_ = 0;
};

int StepsOf(float amount) {
  return static_cast<int>(std::lround(amount / kOpticalDensityStep));
}

// Separates a part of the sample as the analysis separates tiles.
StainPlanes Separated(const TissueSample& sample, std::size_t begin,
                      std::size_t end, const StainVectors& stains) {
  OpticalDensityImage density{cv::Mat3f(1, static_cast<int>(end - begin))};
  for (std::size_t i = begin; i < end; ++i) {
    const DensitySteps& d = sample.pixels[i];
    density.pixels(0, static_cast<int>(i - begin)) = {
        static_cast<float>(d[0]) * kOpticalDensityStep,
        static_cast<float>(d[1]) * kOpticalDensityStep,
        static_cast<float>(d[2]) * kOpticalDensityStep};
  }
  return SeparateStains(density, stains);
}

StainStrength StrengthOf(const Amounts& amounts, double percentile,
                         std::uint64_t least, std::string_view what) {
  StainStrength strength;
  strength.pixels = static_cast<std::uint32_t>(amounts.total());
  if (amounts.total() < least) {
    strength.reason = fmt::format("{} pixels {}, fewer than {}",
                                  amounts.total(), what, least);
  } else {
    strength.density = amounts.Percentile(percentile);
  }
  return strength;
}

constexpr double kLeastFactor = 0.5;
constexpr double kMostFactor = 2.0;

}  // namespace

double HematoxylinFactor(OpticalDensity strength) {
  if (strength.value() <= 0.0) return kMostFactor;
  return std::clamp(kReferenceHematoxylin / strength.value(), kLeastFactor,
                    kMostFactor);
}

StainStrengths MeasureStrengths(const TissueSample& sample,
                                const StainVectors& stains) {
  Amounts hematoxylin;
  Amounts dab;
  for (std::size_t begin = 0; begin < sample.pixels.size(); begin += kChunk) {
    const std::size_t end = std::min(begin + kChunk, sample.pixels.size());
    const StainPlanes planes = Separated(sample, begin, end, stains);
    for (int x = 0; x < planes.dab.cols; ++x) {
      const int h = StepsOf(planes.hematoxylin(0, x));
      const int d = StepsOf(planes.dab(0, x));
      if (d < kMostDab && h >= kLeastHematoxylin) hematoxylin.Add(h);
      if (d >= kLeastDab) dab.Add(d);
    }
  }
  const auto dab_share = static_cast<std::uint64_t>(
      kLeastDabShare * static_cast<double>(sample.pixels.size()));
  return {StrengthOf(hematoxylin, kHematoxylinPercentile, kLeastPixels,
                     "show hematoxylin without DAB"),
          StrengthOf(dab, kDabPercentile, std::max(kLeastPixels, dab_share),
                     "show DAB")};
}

}  // namespace cellquant::core
