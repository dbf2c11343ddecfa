// Cutting tiles from a band of pixels, and halving a band for the next level.
#ifndef CELLQUANT_CORE_PHANTOM_TILE_PIXELS_H_
#define CELLQUANT_CORE_PHANTOM_TILE_PIXELS_H_

#include <cstdint>
#include <opencv2/core/mat.hpp>

namespace cellquant::core {

// Returns tile `k` of the first `height` rows of `band`, `side` px square. Its
// last column and row are repeated to fill the square: a hard edge would ring
// in JPEG.
cv::Mat3b TileOf(const cv::Mat3b& band, int height, std::int64_t k, int side);

// Writes the box means of 2 x 2 pixels of the first `height` rows of `from`
// into `to`, from its row `at` on, as many columns as `to` has.
void HalveInto(const cv::Mat3b& from, int height, cv::Mat3b& to, int at);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_TILE_PIXELS_H_
