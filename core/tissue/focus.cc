#include "core/tissue/focus.h"

#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/tissue/block_map.h"

namespace cellquant::core {
namespace {

constexpr int kSide = static_cast<int>(kBlockPx);
constexpr int kStep = 2;  // of both Laplacians

// docs/algorithm.md, section 11. In units of the sums: `fine` counts 16 pixels
// a block, each 16 times the intensity; `coarse` one block, likewise.
constexpr double kLeastCoarse = 20.0 * 256.0 * kFocusBlocks;
constexpr double kLeastRatio = 0.4;  // 0.025 for means per pixel and block
constexpr double kLeastSharpness = 3.0 / 100.0;

template <class T>
int Laplacian(const cv::Mat_<T>& image, int y, int x) {
  return 4 * image(y, x) - image(y - kStep, x) - image(y + kStep, x) -
         image(y, x - kStep) - image(y, x + kStep);
}

double Square(int value) { return static_cast<double>(value) * value; }

cv::Mat1d FineOf(const cv::Mat1b& green) {
  const cv::Mat1f kernel = (cv::Mat1f(1, 3) << 1.0F, 2.0F, 1.0F);
  cv::Mat1s smooth;
  cv::sepFilter2D(green, smooth, CV_16S, kernel, kernel, cv::Point(-1, -1), 0.0,
                  cv::BORDER_REPLICATE);
  cv::Mat1d sums(green.rows / kSide, green.cols / kSide, 0.0);
  for (int y = kSide; y < (sums.rows - 1) * kSide; ++y) {
    for (int x = kSide; x < (sums.cols - 1) * kSide; ++x) {
      sums(y / kSide, x / kSide) += Square(Laplacian(smooth, y, x));
    }
  }
  return sums;
}

cv::Mat1d CoarseOf(const cv::Mat1b& green) {
  cv::Mat1i blocks(green.rows / kSide, green.cols / kSide, 0);
  for (int y = 0; y < blocks.rows * kSide; ++y) {
    for (int x = 0; x < blocks.cols * kSide; ++x) {
      blocks(y / kSide, x / kSide) += green(y, x);
    }
  }
  cv::Mat1d squares(blocks.size(), 0.0);
  for (int y = kStep; y < blocks.rows - kStep; ++y) {
    for (int x = kStep; x < blocks.cols - kStep; ++x) {
      squares(y, x) = Square(Laplacian(blocks, y, x));
    }
  }
  return squares;
}

cv::Mat1d WindowSum(const cv::Mat1d& values) {
  constexpr int kWindow = 2 * kFocusRadius + 1;
  cv::Mat1d sums;
  cv::boxFilter(values, sums, CV_64F, cv::Size(kWindow, kWindow),
                cv::Point(-1, -1), /*normalize=*/false, cv::BORDER_REPLICATE);
  return sums;
}

}  // namespace

Structure MeasureStructure(const cv::Mat3b& rgb) {
  cv::Mat1b green;
  cv::extractChannel(rgb, green, 1);
  return {WindowSum(FineOf(green)), WindowSum(CoarseOf(green))};
}

std::optional<double> SharpnessOf(double fine, double coarse) {
  if (coarse < kLeastCoarse) return std::nullopt;
  return std::sqrt(fine / (coarse * kPixelsPerBlock));
}

bool IsOutOfFocus(double fine, double coarse, double sharpness) {
  if (coarse < kLeastCoarse) return false;
  return fine < kLeastRatio * coarse || fine < kLeastSharpness * sharpness;
}

}  // namespace cellquant::core
