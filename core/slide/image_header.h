// The size of an image, read from its header before anything is decoded.
#ifndef CELLQUANT_CORE_SLIDE_IMAGE_HEADER_H_
#define CELLQUANT_CORE_SLIDE_IMAGE_HEADER_H_

#include <optional>
#include <string_view>

#include "core/geometry/frames.h"

namespace cellquant::core {

enum class ImageFormat { kJpeg, kPng, kTiff };

struct ImageHeader {
  ImageFormat format = ImageFormat::kPng;
  // Of the first image; 0 x 0 when the header is broken. A file of a few
  // kilobytes can claim a size that no memory holds.
  Size size;
};

// Returns what the first bytes say; nothing when they are not of a PNG, JPEG or
// TIFF. Thread-safe.
std::optional<ImageHeader> ReadImageHeader(std::string_view bytes);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_IMAGE_HEADER_H_
