// Images: the size that the header claims is the size that is decoded, or the
// limit of memory in front of the decoder would be none.
#include "core/slide/image_header.h"
#include "core/slide/jpeg_decoder.h"
#include "tests/fuzz/require.h"

namespace {

constexpr std::int64_t kMostPixels = 1 << 20;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using cellquant::fuzz::Require;
  const std::string_view bytes = cellquant::fuzz::TextOf(data, size);
  const auto header = cellquant::core::ReadImageHeader(bytes);
  if (!header) return 0;
  Require(header->size.width >= 0 && header->size.height >= 0,
          "a size is not negative");
  if (header->format != cellquant::core::ImageFormat::kJpeg ||
      header->size.width * header->size.height > kMostPixels) {
    return 0;
  }
  const auto image =
      cellquant::core::DecodeJpeg(bytes, header->size, "fuzz.jpg");
  Require(!image || (image->cols == header->size.width &&
                     image->rows == header->size.height),
          "the image is as large as its header says");
  return 0;
}
