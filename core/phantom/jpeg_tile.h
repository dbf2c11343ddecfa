// One tile as JPEG, in the two pieces that a TIFF keeps apart.
#ifndef CELLQUANT_CORE_PHANTOM_JPEG_TILE_H_
#define CELLQUANT_CORE_PHANTOM_JPEG_TILE_H_

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

namespace cellquant::core {

// Both begin with SOI and end with EOI: `tables` holds the quantization and
// Huffman tables, which are the same for all tiles of one quality, `image` all
// the rest but application markers.
struct JpegTile {
  std::vector<std::uint8_t> tables;
  std::vector<std::uint8_t> image;
};

// Returns `rgb` compressed as YCbCr 4:2:0; empty pieces if that fails.
// Thread-safe.
JpegTile EncodeJpegTile(const cv::Mat3b& rgb, int quality);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_JPEG_TILE_H_
