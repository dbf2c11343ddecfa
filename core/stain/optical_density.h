// Light absorbed by the tissue, per pixel and color channel.
//
// Optical density is -log10(I / I0), where I is a pixel's intensity and I0 the
// intensity of the slide's empty background. It is 0 on background and adds up
// where stains overlap (Beer-Lambert), which is why stains are separated on it
// and not on RGB. The base is 10, as in Ruifrok & Johnston 2001.
//
// All optical densities of this program are whole multiples of 2^-10 below 4.
// That is finer than an 8-bit camera can tell apart, and it makes sums over
// windows exact in single precision, whatever their order: counts do not depend
// on where a tile begins or on the processor (docs/algorithm.md, section 2).
#ifndef CELLQUANT_CORE_STAIN_OPTICAL_DENSITY_H_
#define CELLQUANT_CORE_STAIN_OPTICAL_DENSITY_H_

#include <array>
#include <opencv2/core/mat.hpp>

#include "core/stain/stain_vectors.h"

namespace cellquant::core {

// Optical densities are rounded to multiples of this.
inline constexpr float kOpticalDensityStep = 1.0F / 1024.0F;

// The optical density of an 8-bit image, channels in R, G, B order.
struct OpticalDensityImage {
  cv::Mat3f pixels;
};

// The amount of each stain, in units of optical density along its vector; all
// three the same size. Negative amounts are clipped to 0 in hematoxylin and
// dab. `red` is the red channel's optical density, which both stains raise.
struct StainPlanes {
  cv::Mat1f hematoxylin;
  cv::Mat1f dab;
  cv::Mat1f residual;
  cv::Mat1f red;
};

// Returns the optical density of `rgb` (R, G, B order), the same size; at or
// above the white point it is 0, never negative. An empty image gives an empty
// image. Thread-safe.
OpticalDensityImage ToOpticalDensity(const cv::Mat3b& rgb,
                                     const WhitePoint& white);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_STAIN_OPTICAL_DENSITY_H_
