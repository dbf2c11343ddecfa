// Pixels as PNG or JPEG: the only place where the server touches image codecs,
// and it only writes.
#ifndef CELLQUANT_SERVER_IMAGE_ENCODING_H_
#define CELLQUANT_SERVER_IMAGE_ENCODING_H_

#include <opencv2/core/mat.hpp>
#include <string>

#include "core/base/result.h"

namespace cellquant::server {

enum class ImageFormat { kPng, kJpeg };

// Returns `rgb` (R, G, B order) as a file's bytes; JPEG in quality 90.
core::Result<std::string> EncodeImage(const cv::Mat3b& rgb, ImageFormat format);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_IMAGE_ENCODING_H_
