#include "core/phantom/tile_pixels.h"

#include <algorithm>
#include <opencv2/core.hpp>

namespace cellquant::core {

cv::Mat3b TileOf(const cv::Mat3b& band, int height, std::int64_t k, int side) {
  const int left = static_cast<int>(k) * side;
  const int width = std::min(side, band.cols - left);
  const cv::Mat3b inner = band(cv::Rect(left, 0, width, height));
  cv::Mat3b tile;
  cv::copyMakeBorder(inner, tile, 0, side - height, 0, side - width,
                     cv::BORDER_REPLICATE);
  return tile;
}

void HalveInto(const cv::Mat3b& from, int height, cv::Mat3b& to, int at) {
  for (int row = 0; row < height / 2; ++row) {
    const cv::Vec3b* upper = from[2 * row];
    const cv::Vec3b* lower = from[2 * row + 1];
    cv::Vec3b* out = to[at + row];
    for (int column = 0; column < to.cols; ++column) {
      const int left = 2 * column;
      for (int c = 0; c < 3; ++c) {
        out[column][c] = static_cast<std::uint8_t>(
            (upper[left][c] + upper[left + 1][c] + lower[left][c] +
             lower[left + 1][c] + 2) >>
            2);
      }
    }
  }
}

}  // namespace cellquant::core
