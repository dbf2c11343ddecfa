#include "core/tissue/tissue_mask.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/geometry/validity.h"
#include "core/stain/optical_density.h"

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 3.
constexpr float kTissueDensity = 0.12F;  // summed over the three channels
constexpr double kClosingUm = 30.0;
constexpr double kSmallestPieceUm2 = 0.02e6;

}  // namespace

cv::Mat1b StainedPixels(const cv::Mat3b& rgb, const WhitePoint& white) {
  cv::Mat1b mask(rgb.size());
  for (int y = 0; y < rgb.rows; ++y) {  // by rows: densities are large
    const OpticalDensityImage density = ToOpticalDensity(rgb.row(y), white);
    for (int x = 0; x < rgb.cols; ++x) {
      const cv::Vec3f& od = density.pixels(0, x);
      mask(y, x) = od[0] + od[1] + od[2] > kTissueDensity ? 255 : 0;
    }
  }
  return mask;
}

namespace {

// Bordered first, so that closing at the slide's edge sees no made-up tissue.
cv::Mat1b Closed(const cv::Mat1b& mask, int radius) {
  if (radius < 1) return mask;
  cv::Mat1b padded;
  cv::copyMakeBorder(mask, padded, radius, radius, radius, radius,
                     cv::BORDER_CONSTANT, cv::Scalar(0));
  const cv::Mat kernel = cv::getStructuringElement(
      cv::MORPH_ELLIPSE, cv::Size(2 * radius + 1, 2 * radius + 1));
  cv::morphologyEx(padded, padded, cv::MORPH_CLOSE, kernel);
  return padded(cv::Rect(radius, radius, mask.cols, mask.rows)).clone();
}

// Sets connected pieces of `value` that are smaller than `least_px` to the
// other value. A piece that touches the border is cut off there: nobody knows
// how large it is, so it stays.
void DropSmall(cv::Mat1b& mask, unsigned char value, double least_px) {
  cv::Mat1i labels;
  cv::Mat1i statistics;
  cv::Mat1d centroids;
  const int count = cv::connectedComponentsWithStats(mask == value, labels,
                                                     statistics, centroids, 4);
  std::vector<bool> drop(static_cast<std::size_t>(count), false);
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(
        statistics(i, cv::CC_STAT_LEFT), statistics(i, cv::CC_STAT_TOP),
        statistics(i, cv::CC_STAT_WIDTH), statistics(i, cv::CC_STAT_HEIGHT));
    const bool inside = box.x > 0 && box.y > 0 && box.br().x < mask.cols &&
                        box.br().y < mask.rows;
    drop[static_cast<std::size_t>(i)] =
        inside && statistics(i, cv::CC_STAT_AREA) < least_px;
  }
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      if (drop[static_cast<std::size_t>(labels(y, x))]) {
        mask(y, x) = static_cast<unsigned char>(255 - value);
      }
    }
  }
}

// The mask's rows as rectangles in level-0 pixels, cut to the slide.
std::vector<Level0Rect> Runs(const cv::Mat1b& mask, double scale, Size slide) {
  const auto edge = [&](int i, std::int64_t limit) {
    return std::min(limit, static_cast<std::int64_t>(std::llround(i * scale)));
  };
  std::vector<Level0Rect> runs;
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      if (mask(y, x) == 0) continue;
      const int begin = x;
      while (x < mask.cols && mask(y, x) != 0) ++x;
      const std::int64_t left = edge(begin, slide.width);
      const std::int64_t top = edge(y, slide.height);
      const Level0Rect run{left, top, edge(x, slide.width) - left,
                           edge(y + 1, slide.height) - top};
      if (!run.empty()) runs.push_back(run);
    }
  }
  return runs;
}

}  // namespace

Result<MultiPolygon> FindTissue(const Overview& overview,
                                const Calibration& calibration, Size slide) {
  const double pixel_um2 = overview.mpp.PixelArea().value();
  const int radius =
      static_cast<int>(std::lround(kClosingUm / 2.0 / overview.mpp.x));
  cv::Mat1b mask =
      Closed(StainedPixels(overview.rgb, calibration.white_point), radius);
  DropSmall(mask, 255, kSmallestPieceUm2 / pixel_um2);
  DropSmall(mask, 0, kSmallestPieceUm2 / pixel_um2);
  return UnionOf(Runs(mask, overview.scale, slide));
}

}  // namespace cellquant::core
