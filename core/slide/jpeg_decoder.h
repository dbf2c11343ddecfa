// JPEG, decoded strictly: what a decoder only warns of is an error here.
//
// Decoders fill the missing end of a truncated file with grey, and what follows
// a damaged place with noise; cells would be counted in that, or not counted
// for it.
#ifndef CELLQUANT_CORE_SLIDE_JPEG_DECODER_H_
#define CELLQUANT_CORE_SLIDE_JPEG_DECODER_H_

#include <opencv2/core/mat.hpp>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/geometry/frames.h"

namespace cellquant::core {

// Returns the pixels of a color JPEG, R, G, B order; orientation tags are not
// applied. `size` is what ReadImageHeader says. Fails with kSlideDamaged for a
// file that does not decode without a warning or has another size, and with
// kNotBrightfield when it is not color of three channels; messages begin with
// `name`. Thread-safe.
Result<cv::Mat3b> DecodeJpeg(std::string_view bytes, Size size,
                             const std::string& name);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_JPEG_DECODER_H_
