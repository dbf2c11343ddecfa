#include "core/tissue/quality.h"

#include <algorithm>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/tissue/block_map.h"

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 11. Densities in steps of 2^-10.
constexpr int kRadius = 3;  // blocks, of the window for folds and ink
constexpr int kWindow = 2 * kRadius + 1;
constexpr int kWindowBlocks = kWindow * kWindow;
constexpr int kLeastFold = 195 * kPixelsPerBlock * kWindowBlocks;  // 0.19
constexpr int kFoldTenths = 14;      // of the slide's dense tissue
constexpr int kLeastInkBlocks = 40;  // of 49: nuclei show through
constexpr double kTissueSum = 0.10 * 1024.0 * kPixelsPerBlock * kFocusBlocks;

template <class T>
cv::Mat1d WindowSum(const cv::Mat_<T>& values, int radius) {
  cv::Mat1d sums;
  cv::boxFilter(values, sums, CV_64F, {2 * radius + 1, 2 * radius + 1},
                cv::Point(-1, -1), /*normalize=*/false, cv::BORDER_REPLICATE);
  return sums;
}

// A fold is denser than this slide's dense tissue by nearly half, and has no
// gap that is paler than a third of that.
bool IsFold(const RedWindows& red, int reference, int y, int x) {
  const int dense = std::max(kLeastFold, kFoldTenths * (reference / 10));
  return red.sum(y, x) >= dense &&
         red.lowest(y, x) >= dense / kWindowBlocks * 3 / 10;
}

}  // namespace

RedWindows MeasureRed(const BlockDensity& sums) {
  cv::Mat1w red(sums.size());  // at most 16 x 2.41 x 1024
  for (int y = 0; y < sums.rows; ++y) {
    for (int x = 0; x < sums.cols; ++x) {
      red(y, x) =
          cv::saturate_cast<std::uint16_t>(sums(y, x)[0] - sums(y, x)[2] / 3);
    }
  }
  cv::Mat1w lowest;
  cv::erode(red, lowest, cv::Mat1b(kWindow, kWindow, std::uint8_t{1}));
  RedWindows windows;
  WindowSum(red, kRadius).convertTo(windows.sum, CV_32S);
  lowest.convertTo(windows.lowest, CV_32S);
  return windows;
}

cv::Mat1b TissueWindows(const BlockDensity& sums) {
  cv::Mat1d total(sums.size());
  for (int y = 0; y < sums.rows; ++y) {
    for (int x = 0; x < sums.cols; ++x) {
      const cv::Vec3i& s = sums(y, x);
      total(y, x) = s[0] + s[1] + s[2];
    }
  }
  return WindowSum(total, kFocusRadius) >= kTissueSum;
}

cv::Mat1b FlagBlocks(const cv::Mat3b& rgb, const OpticalDensityImage& density,
                     const QualityReference& reference) {
  constexpr int kMargin = static_cast<int>(kQualityMarginPx / kBlockPx);
  const BlockDensity sums = SumDensity(density);
  const cv::Mat1b colors = FlagColors(density, sums);
  const RedWindows red = MeasureRed(sums);
  const cv::Mat1b tissue = TissueWindows(sums);
  const Structure structure = MeasureStructure(rgb);
  const cv::Mat1d ink =
      WindowSum(cv::Mat1b((colors & kInkFlag) / kInkFlag), kRadius);

  cv::Mat1b flags(sums.rows - 2 * kMargin, sums.cols - 2 * kMargin);
  for (int row = 0; row < flags.rows; ++row) {
    for (int column = 0; column < flags.cols; ++column) {
      const int y = row + kMargin;
      const int x = column + kMargin;
      int flag = colors(y, x) & ~kInkFlag;
      if (ink(y, x) >= kLeastInkBlocks) flag |= kInkFlag;
      if (IsFold(red, reference.red, y, x)) flag |= kFoldFlag;
      if (tissue(y, x) != 0 &&
          IsOutOfFocus(structure.fine(y, x), structure.coarse(y, x),
                       reference.sharpness)) {
        flag |= kBlurredFlag;
      }
      flags(row, column) = static_cast<BlockFlags>(flag);
    }
  }
  return flags;
}

}  // namespace cellquant::core
