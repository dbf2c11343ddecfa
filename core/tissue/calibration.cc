#include "core/tissue/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 3.
constexpr int kDarkestBrightfield = 128;    // of the 90th percentile
constexpr int kDarkestGlass = 200;          // lowest channel
constexpr int kMostGlassTint = 30;          // highest less lowest channel
constexpr int kMostGlassUnevenness = 8;     // over 3 x 3 overview pixels
constexpr double kLeastGlassShare = 0.005;  // of the slide, and
constexpr double kLeastGlassUm2 = 0.005e6;  // not a pale spot of the tissue
constexpr double kGlassPercentile = 0.95;
constexpr int kLeastColor = 4;         // tint that only a grey image lacks
constexpr int kTissueBrightest = 215;  // lowest channel, clearly stained

using Histogram = std::array<std::uint64_t, 256>;

int Percentile(const Histogram& histogram, double share) {
  std::uint64_t total = 0;
  for (const std::uint64_t n : histogram) total += n;
  const auto wanted =
      static_cast<std::uint64_t>(share * static_cast<double>(total));
  std::uint64_t seen = 0;
  for (int value = 0; value < 256; ++value) {
    seen += histogram[static_cast<std::size_t>(value)];
    if (seen > wanted) return value;
  }
  return 255;
}

int Lowest(const cv::Vec3b& p) { return std::min({p[0], p[1], p[2]}); }
int Highest(const cv::Vec3b& p) { return std::max({p[0], p[1], p[2]}); }

// Pure white is where a scanner recorded nothing, or was overexposed.
bool IsPureWhite(const cv::Vec3b& p) { return Lowest(p) == 255; }

bool LooksLikeGlass(const cv::Mat3b& rgb, int x, int y) {
  const cv::Vec3b& center = rgb(y, x);
  if (Lowest(center) < kDarkestGlass ||
      Highest(center) - Lowest(center) > kMostGlassTint) {
    return false;
  }
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      for (int c = 0; c < 3; ++c) {
        if (std::abs(rgb(y + dy, x + dx)[c] - center[c]) >
            kMostGlassUnevenness) {
          return false;
        }
      }
    }
  }
  return true;
}

struct Glass {
  std::array<Histogram, 3> histograms{};
  double count = 0.0;
};

// The glass of the overview, with or without what is purely white.
Glass GlassOf(const cv::Mat3b& rgb, bool pure_white) {
  Glass glass;
  for (int y = 1; y + 1 < rgb.rows; ++y) {
    for (int x = 1; x + 1 < rgb.cols; ++x) {
      const cv::Vec3b& p = rgb(y, x);
      if ((IsPureWhite(p) && !pure_white) || !LooksLikeGlass(rgb, x, y)) {
        continue;
      }
      ++glass.count;
      for (int c = 0; c < 3; ++c) {
        ++glass.histograms[static_cast<std::size_t>(c)][p[c]];
      }
    }
  }
  return glass;
}

Result<void> CheckBrightfield(const cv::Mat3b& rgb) {
  Histogram brightness{};
  std::uint64_t stained = 0;
  std::uint64_t colored = 0;
  for (const cv::Vec3b& p : rgb) {
    ++brightness[static_cast<std::size_t>(Highest(p))];
    if (Lowest(p) > kTissueBrightest) continue;
    ++stained;
    if (Highest(p) - Lowest(p) >= kLeastColor) ++colored;
  }
  const int bright = Percentile(brightness, 0.90);
  if (bright < kDarkestBrightfield) {
    return Fail(ErrorReason::kNotBrightfield,
                fmt::format("not a brightfield slide: nine tenths of it are "
                            "darker than {} of 255, as in fluorescence",
                            bright + 1));
  }
  if (stained > 0 && colored * 20 < stained) {
    return Fail(ErrorReason::kNotBrightfield,
                "the image is grey; stains cannot be told apart without color");
  }
  return {};
}

}  // namespace

std::string_view CalibrationSourceName(CalibrationSource source) {
  switch (source) {
    case CalibrationSource::kSlide:
      return "slide";
    case CalibrationSource::kProtocol:
      return "protocol";
    case CalibrationSource::kProfile:
      return "profile";
  }
  return "";
}

Result<Calibration> Calibrate(const Overview& overview,
                              const StainVectors& stains,
                              double default_white_point) {
  const cv::Mat3b& rgb = overview.rgb;
  CQ_CHECK(CheckBrightfield(rgb));
  Calibration calibration;
  calibration.stains = {Unit(stains.hematoxylin), Unit(stains.dab)};
  calibration.white_point.fill(default_white_point);

  const double least =
      std::max(kLeastGlassShare * static_cast<double>(rgb.total()),
               kLeastGlassUm2 / overview.mpp.PixelArea().value());
  Glass glass = GlassOf(rgb, /*pure_white=*/false);
  if (glass.count < least) glass = GlassOf(rgb, /*pure_white=*/true);
  if (glass.count < least) return calibration;
  for (std::size_t c = 0; c < 3; ++c) {
    calibration.white_point[c] =
        Percentile(glass.histograms[c], kGlassPercentile);
  }
  calibration.white_point_source = CalibrationSource::kSlide;
  return calibration;
}

}  // namespace cellquant::core
