#include "core/phantom/jpeg_tile.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace cellquant::core {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Markers of ITU-T T.81, table B.1.
constexpr std::uint8_t kStartOfImage = 0xD8;
constexpr std::uint8_t kEndOfImage = 0xD9;
constexpr std::uint8_t kStartOfScan = 0xDA;
constexpr std::uint8_t kQuantization = 0xDB;
constexpr std::uint8_t kHuffman = 0xC4;
constexpr std::uint8_t kFirstApplication = 0xE0;
constexpr std::uint8_t kLastApplication = 0xEF;

void AppendMarker(Bytes& bytes, std::uint8_t marker) {
  bytes.push_back(0xFF);
  bytes.push_back(marker);
}

JpegTile Split(const Bytes& jpeg) {
  JpegTile tile;
  AppendMarker(tile.tables, kStartOfImage);
  AppendMarker(tile.image, kStartOfImage);
  std::size_t at = 2;
  while (at + 4 <= jpeg.size() && jpeg[at] == 0xFF) {
    const std::uint8_t marker = jpeg[at + 1];
    if (marker == kStartOfScan) break;
    const std::size_t length =
        2 + (std::size_t{jpeg[at + 2]} << 8) + jpeg[at + 3];
    if (at + length > jpeg.size()) return {};
    const auto begin = jpeg.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(length);
    if (marker == kQuantization || marker == kHuffman) {
      tile.tables.insert(tile.tables.end(), begin, end);
    } else if (marker < kFirstApplication || marker > kLastApplication) {
      tile.image.insert(tile.image.end(), begin, end);
    }
    at += length;
  }
  tile.image.insert(tile.image.end(),
                    jpeg.begin() + static_cast<std::ptrdiff_t>(at), jpeg.end());
  AppendMarker(tile.tables, kEndOfImage);
  return tile;
}

}  // namespace

JpegTile EncodeJpegTile(const cv::Mat3b& rgb, int quality) {
  try {
    cv::Mat3b bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    Bytes jpeg;
    if (!cv::imencode(".jpg", bgr, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality})) {
      return {};
    }
    return Split(jpeg);
  } catch (const cv::Exception&) {
    return {};
  }
}

}  // namespace cellquant::core
