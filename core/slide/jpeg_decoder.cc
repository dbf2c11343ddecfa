#include "core/slide/jpeg_decoder.h"

#include <fmt/format.h>

#include <cstdio>
// After <cstdio>, which it needs and does not include.
#include <jpeglib.h>

#include <array>
#include <csetjmp>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

// What the library's callbacks share with us. It calls them with `base`, which
// is therefore the first member.
struct ErrorHandler {
  jpeg_error_mgr base;
  std::jmp_buf escape;
  std::array<char, JMSG_LENGTH_MAX> message;
};

[[noreturn]] void Escape(j_common_ptr decoder) {
  // NOLINTNEXTLINE: the library knows no other way to hand over a context
  auto* handler = reinterpret_cast<ErrorHandler*>(decoder->err);
  decoder->err->format_message(decoder, handler->message.data());
  std::longjmp(handler->escape, 1);  // NOLINT: as the library asks for
}

// Level -1 is a warning of damaged data; 0 and above are traces.
void OnMessage(j_common_ptr decoder, int level) {
  if (level < 0) Escape(decoder);
}

enum class Outcome { kDecoded, kDamaged, kNotColor, kOtherSize };

// No object with a destructor may live in this function's frame: an error
// leaves it by longjmp.
Outcome Decode(std::string_view bytes, Size size,
               jpeg_decompress_struct& decoder, ErrorHandler& handler,
               cv::Mat3b& image) {
  if (setjmp(handler.escape) != 0) return Outcome::kDamaged;  // NOLINT
  // NOLINTNEXTLINE: bytes as the library's unsigned char
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  jpeg_mem_src(&decoder, data, bytes.size());
  jpeg_read_header(&decoder, TRUE);
  if (decoder.num_components != 3) return Outcome::kNotColor;
  // Memory was granted for that size only.
  if (!(Size{decoder.image_width, decoder.image_height} == size)) {
    return Outcome::kOtherSize;
  }
  decoder.out_color_space = JCS_RGB;
  decoder.dct_method = JDCT_ISLOW;
  jpeg_start_decompress(&decoder);
  image.create(static_cast<int>(decoder.output_height),
               static_cast<int>(decoder.output_width));
  while (decoder.output_scanline < decoder.output_height) {
    JSAMPROW row = image.ptr(static_cast<int>(decoder.output_scanline));
    jpeg_read_scanlines(&decoder, &row, 1);
  }
  jpeg_finish_decompress(&decoder);
  return Outcome::kDecoded;
}

}  // namespace

Result<cv::Mat3b> DecodeJpeg(std::string_view bytes, Size size,
                             const std::string& name) {
  ErrorHandler handler{};
  jpeg_decompress_struct decoder{};
  decoder.err = jpeg_std_error(&handler.base);
  handler.base.error_exit = &Escape;
  handler.base.emit_message = &OnMessage;
  jpeg_create_decompress(&decoder);
  cv::Mat3b image;
  const Outcome outcome = Decode(bytes, size, decoder, handler, image);
  const int channels = decoder.num_components;
  jpeg_destroy_decompress(&decoder);
  if (outcome == Outcome::kDecoded) return image;
  if (outcome == Outcome::kNotColor) {
    return Fail(ErrorReason::kNotBrightfield,
                fmt::format("{} is not a color image of three channels, but "
                            "of {}",
                            name, channels));
  }
  if (outcome == Outcome::kOtherSize) {
    return Fail(ErrorReason::kSlideDamaged,
                fmt::format("cannot decode {}: it has not the size {} x {} of "
                            "its header",
                            name, size.width, size.height));
  }
  return Fail(
      ErrorReason::kSlideDamaged,
      fmt::format("cannot decode {}: {}", name, handler.message.data()));
}

}  // namespace cellquant::core
