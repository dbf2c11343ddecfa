#include "core/tissue/stain_estimate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <utility>
#include <vector>

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 3.
constexpr std::int64_t kLeastSteps = 307;  // 0.30: length of a usable density
constexpr int kMostSteps = 1024;           // 1.00: its darkest channel
constexpr std::size_t kLeastPixels = 5000;
constexpr double kHematoxylinQuantile = 0.02;
constexpr double kDabQuantile = 0.99;
constexpr double kArmTangent = 0.1405;      // of 8 degrees
constexpr double kAxisUnits = 16384.0;      // of the plane's whole-number axes
constexpr std::int64_t kTangentBins = 512;  // per unit of the tangent
constexpr std::int64_t kMostTangent = 2;    // beyond is in the last bin
constexpr double kVectorUnits = 10000.0;

using Axis = std::array<std::int64_t, 3>;

// The stains' plane. Axes are unit vectors times kAxisUnits, rounded, so that
// a pixel's coordinates in the plane are whole numbers.
struct Plane {
  Axis middle;  // first eigenvector, between the stains
  Axis toward_dab;
};

std::int64_t Dot(const Axis& axis, const DensitySteps& d) {
  return axis[0] * d[0] + axis[1] * d[1] + axis[2] * d[2];
}

// Pale pixels have no clear direction; in dark ones, stray light pulls brown
// toward grey.
bool IsUsable(const DensitySteps& d) {
  const std::int64_t squares = std::int64_t{d[0]} * d[0] +
                               std::int64_t{d[1]} * d[1] +
                               std::int64_t{d[2]} * d[2];
  return squares >= kLeastSteps * kLeastSteps &&
         std::max({d[0], d[1], d[2]}) <= kMostSteps;
}

cv::Matx33d SecondMoments(const std::vector<DensitySteps>& pixels) {
  std::array<std::array<std::int64_t, 3>, 3> sums{};
  for (const DensitySteps& d : pixels) {
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        sums[i][j] += std::int64_t{d[i]} * d[j];
      }
    }
  }
  cv::Matx33d moments;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      moments(i, j) = static_cast<double>(
          sums[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
    }
  }
  return moments;
}

// Row `row` of `vectors` as an axis that points the way of `toward`.
Axis AxisOf(const cv::Matx33d& vectors, int row, const StainVector& toward) {
  const double along = vectors(row, 0) * toward[0] +
                       vectors(row, 1) * toward[1] +
                       vectors(row, 2) * toward[2];
  const double sign = along < 0.0 ? -kAxisUnits : kAxisUnits;
  return {std::llround(sign * vectors(row, 0)),
          std::llround(sign * vectors(row, 1)),
          std::llround(sign * vectors(row, 2))};
}

Plane PlaneOf(const std::vector<DensitySteps>& pixels,
              const StainVectors& start) {
  const auto& [h, d] = start;
  cv::Vec3d values;
  cv::Matx33d vectors;  // by falling eigenvalue, one a row
  cv::eigen(SecondMoments(pixels), values, vectors);
  return {AxisOf(vectors, 0, {1.0, 1.0, 1.0}),
          AxisOf(vectors, 1, {d[0] - h[0], d[1] - h[1], d[2] - h[2]})};
}

// The number of pixels per tangent of the angle from the plane's middle, in
// steps of 1/512, negative toward hematoxylin.
class Tangents {
 public:
  Tangents(const std::vector<DensitySteps>& pixels, const Plane& plane)
      : counts_(static_cast<std::size_t>(2 * kMostTangent * kTangentBins), 0) {
    for (const DensitySteps& d : pixels) {
      // Positive: a density has no negative channel, nor has the middle.
      const std::int64_t x = std::max<std::int64_t>(Dot(plane.middle, d), 1);
      const std::int64_t y = Dot(plane.toward_dab, d);
      const std::int64_t bin = std::clamp<std::int64_t>(
          FloorDiv(y * kTangentBins, x), -kMostTangent * kTangentBins,
          kMostTangent * kTangentBins - 1);
      ++counts_[static_cast<std::size_t>(bin + kMostTangent * kTangentBins)];
      ++total_;
    }
  }

  // The tangent below which `share` of the pixels lie, to half a step.
  double Quantile(double share) const {
    const auto wanted =
        static_cast<std::int64_t>(share * static_cast<double>(total_));
    std::int64_t seen = 0;
    std::size_t bin = 0;
    while (bin + 1 < counts_.size()) {
      seen += counts_[bin];
      if (seen > wanted) break;
      ++bin;
    }
    return (static_cast<double>(bin) + 0.5) / kTangentBins - kMostTangent;
  }

  // How many pixels are within 8 degrees of the direction of `tangent`.
  std::int64_t Near(double tangent) const {
    std::int64_t near = 0;
    for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
      const double t =
          (static_cast<double>(bin) + 0.5) / kTangentBins - kMostTangent;
      // tan(a - b) = (tan a - tan b) / (1 + tan a tan b).
      const double across = std::abs(t - tangent);
      const double along = 1.0 + t * tangent;
      if (along > 0.0 && across <= kArmTangent * along) near += counts_[bin];
    }
    return near;
  }

 private:
  std::vector<std::int64_t> counts_;
  std::int64_t total_ = 0;
};

// Rounded, so that a last bit of the eigenvectors does not reach the report.
StainVector VectorAt(const Plane& plane, double tangent) {
  StainVector v{};
  for (std::size_t c = 0; c < 3; ++c) {
    v[c] =
        std::max(0.0, static_cast<double>(plane.middle[c]) +
                          tangent * static_cast<double>(plane.toward_dab[c]));
  }
  v = Unit(v);
  for (double& component : v) {
    component = std::round(component * kVectorUnits) / kVectorUnits;
  }
  return Unit(v);
}

StainArm ArmAt(const Plane& plane, const Tangents& tangents, double tangent,
               std::size_t sampled, const StainVector& start) {
  StainArm arm;
  arm.vector = VectorAt(plane, tangent);
  arm.degrees_from_start =
      std::round(AngleDegrees(*arm.vector, start) * 100.0) / 100.0;
  arm.share = static_cast<double>(tangents.Near(tangent)) /
              static_cast<double>(sampled);
  if (arm.degrees_from_start > kMostDegreesFromStart) {
    arm.reason = fmt::format("{:.1f} degrees from the start, more than {:g}",
                             arm.degrees_from_start, kMostDegreesFromStart);
  } else if (arm.share < kLeastArmShare) {
    arm.reason = fmt::format(
        "{:.2f} % of the tissue's pixels lie along it, fewer than {:g} %",
        100.0 * arm.share, 100.0 * kLeastArmShare);
  }
  return arm;
}

}  // namespace

StainEstimate EstimateStains(const TissueSample& sample,
                             const StainVectors& start) {
  StainEstimate estimate;
  estimate.sample_tiles = sample.tiles;
  estimate.sample_pixels = static_cast<std::uint32_t>(sample.pixels.size());
  std::vector<DensitySteps> usable;
  std::copy_if(sample.pixels.begin(), sample.pixels.end(),
               std::back_inserter(usable), IsUsable);
  if (usable.size() < kLeastPixels) {
    const std::string reason = fmt::format(
        "{} pixels of tissue are dark enough to tell, fewer than {}",
        usable.size(), kLeastPixels);
    estimate.hematoxylin.reason = reason;
    estimate.dab.reason = reason;
    return estimate;
  }
  const Plane plane = PlaneOf(usable, start);
  const Tangents tangents(usable, plane);
  const auto arm = [&](double quantile, const StainVector& from) {
    return ArmAt(plane, tangents, tangents.Quantile(quantile),
                 sample.pixels.size(), from);
  };
  estimate.hematoxylin = arm(kHematoxylinQuantile, start.hematoxylin);
  estimate.dab = arm(kDabQuantile, start.dab);
  const bool refused[] = {!estimate.hematoxylin.reason.empty(),
                          !estimate.dab.reason.empty()};
  const std::string other = "the other stain is not accepted";
  if (refused[1] && !refused[0]) estimate.hematoxylin.reason = other;
  if (refused[0] && !refused[1]) estimate.dab.reason = other;
  return estimate;
}

}  // namespace cellquant::core
