#include "core/tissue/block_color.h"

#include <algorithm>
#include <opencv2/core.hpp>

#include "core/tissue/block_flags.h"
#include "core/tissue/block_map.h"

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 11. Ratios are of whole numbers, so that no
// comparison is rounded; densities are in steps of 2^-10.
constexpr int kStepsPerDensity = 1024;
constexpr int Steps(double density) {
  return static_cast<int>(density * kStepsPerDensity);
}
constexpr int kGlassSum = Steps(0.12);  // of the three channels, mean
constexpr int kLeastGoldenPx = 2;       // of the block's 16
constexpr int kLeastBlackPx = 2;
constexpr int kLeastBrownPx = 3;
constexpr int kLeastErythrocytePx = 8;

struct Color {
  int r = 0;
  int g = 0;
  int b = 0;
  int lowest() const { return std::min({r, g, b}); }
  int highest() const { return std::max({r, g, b}); }
};

// Hemosiderin: R .17, G .51 of blue's density; DAB: .35 and .73.
bool IsGolden(const Color& c) {
  return c.b >= Steps(0.25) && 100 * c.r <= 26 * c.b && 3 * c.g <= 2 * c.b;
}

// Carbon and formalin pigment absorb alike in all channels.
bool IsBlack(const Color& c) {
  return c.lowest() >= Steps(0.50) &&
         25 * (c.highest() - c.lowest()) <= 4 * c.highest();
}

bool IsBrown(const Color& c) {
  return c.b >= Steps(0.25) && 5 * c.b >= 6 * c.r && 20 * c.b >= 19 * c.g;
}

// Hemoglobin unstained: hardly any red, and pale.
bool IsErythrocyte(const Color& c) {
  return c.g >= Steps(0.06) && 25 * c.b >= 28 * c.g && 20 * c.r <= 9 * c.g &&
         c.b <= Steps(0.35);
}

// Green and blue ink absorb more red than any hematoxylin does, red ink hardly
// any of it but much green, and black ink more of everything than a stain that
// glare limits.
bool IsInk(const Color& c) {
  const bool green_or_blue =
      4 * c.r >= 5 * c.b && ((c.r >= Steps(0.40) && 4 * c.r >= 5 * c.g) ||
                             (c.r >= Steps(0.70) && 20 * c.r >= 21 * c.g));
  const bool red = c.g >= Steps(0.60) && c.b >= Steps(0.50) && 5 * c.r <= c.g &&
                   10 * c.b <= 13 * c.g;
  const bool black =
      c.lowest() >= Steps(1.00) && 4 * c.highest() <= 5 * c.lowest();
  return green_or_blue || red || black;
}

Color ColorOf(const cv::Vec3f& od) {
  return {static_cast<int>(od[0] * kStepsPerDensity),
          static_cast<int>(od[1] * kStepsPerDensity),
          static_cast<int>(od[2] * kStepsPerDensity)};
}

struct Counts {
  int golden = 0;
  int black = 0;
  int brown = 0;
  int erythrocyte = 0;
};

void Count(const Color& c, Counts& counts) {
  const bool golden = IsGolden(c);
  counts.golden += golden ? 1 : 0;
  counts.brown += !golden && IsBrown(c) ? 1 : 0;
  counts.black += IsBlack(c) ? 1 : 0;
  counts.erythrocyte += IsErythrocyte(c) ? 1 : 0;
}

BlockFlags FlagsOf(const Counts& counts, const cv::Vec3i& sum) {
  const Color mean{sum[0] / kPixelsPerBlock, sum[1] / kPixelsPerBlock,
                   sum[2] / kPixelsPerBlock};
  int flags = 0;
  if (sum[0] + sum[1] + sum[2] <= kGlassSum * kPixelsPerBlock) {
    flags |= kGlassFlag;
  }
  if (IsInk(mean)) flags |= kInkFlag;
  if (counts.golden >= kLeastGoldenPx) flags |= kGoldenFlag;
  if (counts.black >= kLeastBlackPx) flags |= kBlackFlag;
  if (counts.brown >= kLeastBrownPx) flags |= kBrownFlag;
  if (counts.erythrocyte >= kLeastErythrocytePx) flags |= kErythrocyteFlag;
  return static_cast<BlockFlags>(flags);
}

}  // namespace

BlockDensity SumDensity(const OpticalDensityImage& density) {
  constexpr int kSide = static_cast<int>(kBlockPx);
  const cv::Mat3f& od = density.pixels;
  BlockDensity sums(od.rows / kSide, od.cols / kSide, cv::Vec3i(0, 0, 0));
  for (int y = 0; y < sums.rows * kSide; ++y) {
    const cv::Vec3f* in = od[y];
    cv::Vec3i* out = sums[y / kSide];
    for (int x = 0; x < sums.cols * kSide; ++x) {
      const Color c = ColorOf(in[x]);
      out[x / kSide] += cv::Vec3i(c.r, c.g, c.b);
    }
  }
  return sums;
}

cv::Mat1b FlagColors(const OpticalDensityImage& density,
                     const BlockDensity& sums) {
  constexpr int kSide = static_cast<int>(kBlockPx);
  cv::Mat1b flags(sums.size());
  for (int y = 0; y < flags.rows; ++y) {
    for (int x = 0; x < flags.cols; ++x) {
      const int left = x * kSide;
      Counts counts;
      for (int dy = 0; dy < kSide; ++dy) {
        const cv::Vec3f* in = density.pixels[y * kSide + dy];
        for (int dx = 0; dx < kSide; ++dx)
          Count(ColorOf(in[left + dx]), counts);
      }
      flags(y, x) = FlagsOf(counts, sums(y, x));
    }
  }
  return flags;
}

}  // namespace cellquant::core
