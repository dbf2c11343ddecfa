#include "core/slide/image_header.h"

#include <cstdint>

namespace cellquant::core {
namespace {

using std::string_view_literals::operator""sv;

// Numbers at places of a file; 0 beyond its end.
class Bytes {
 public:
  Bytes(std::string_view bytes, bool big_endian)
      : bytes_(bytes), big_endian_(big_endian) {}

  std::uint64_t At(std::uint64_t place, unsigned size) const {
    if (place > bytes_.size() || bytes_.size() - place < size) return 0;
    std::uint64_t value = 0;
    for (unsigned i = 0; i < size; ++i) {
      const std::uint64_t at = place + (big_endian_ ? i : size - 1 - i);
      value = (value << 8U) | static_cast<unsigned char>(bytes_[at]);
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
};

Size SizeOf(std::uint64_t width, std::uint64_t height) {
  return {static_cast<std::int64_t>(width & 0xFFFFFFFFU),
          static_cast<std::int64_t>(height & 0xFFFFFFFFU)};
}

// The frame header, a segment with one of the markers C0 to CF but for C4, C8
// and CC (ITU-T T.81, table B.1). Before a marker may stand any number of FF
// (B.1.1.2).
Size JpegSize(std::string_view file) {
  const Bytes bytes(file, true);
  for (std::uint64_t at = 2; bytes.At(at, 1) == 0xFF;
       at += 2 + bytes.At(at + 2, 2)) {
    while (bytes.At(at + 1, 1) == 0xFF) ++at;
    const std::uint64_t marker = bytes.At(at + 1, 1);
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
                       marker != 0xC8 && marker != 0xCC;
    if (frame) return SizeOf(bytes.At(at + 7, 2), bytes.At(at + 5, 2));
    if (bytes.At(at + 2, 2) < 2) break;
  }
  return {};
}

// Tags 256 and 257 of the first directory, classic or BigTIFF.
Size TiffSize(std::string_view file) {
  const Bytes bytes(file, file[0] == 'M');
  const bool big = bytes.At(2, 2) == 43;
  const std::uint64_t directory = big ? bytes.At(8, 8) : bytes.At(4, 4);
  const std::uint64_t count =
      big ? bytes.At(directory, 8) : bytes.At(directory, 2);
  const std::uint64_t entry_size = big ? 20 : 12;
  Size size;
  for (std::uint64_t i = 0; i < count && i < 4096; ++i) {
    const std::uint64_t entry = directory + (big ? 8 : 2) + i * entry_size;
    const std::uint64_t tag = bytes.At(entry, 2);
    const bool is_short = bytes.At(entry + 2, 2) == 3;
    const auto value = static_cast<std::int64_t>(
        bytes.At(entry + (big ? 12 : 8), is_short ? 2 : 4));
    if (tag == 256) size.width = value;
    if (tag == 257) size.height = value;
  }
  return size;
}

}  // namespace

std::optional<ImageHeader> ReadImageHeader(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) {
    return ImageHeader{ImageFormat::kJpeg, JpegSize(bytes)};
  }
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
    const Bytes header(bytes, true);
    return ImageHeader{ImageFormat::kPng,
                       SizeOf(header.At(16, 4), header.At(20, 4))};
  }
  for (const std::string_view magic :
       {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {
    if (bytes.starts_with(magic)) {
      return ImageHeader{ImageFormat::kTiff, TiffSize(bytes)};
    }
  }
  return std::nullopt;
}

}  // namespace cellquant::core
