// More or less hematoxylin than a slide has, before a network looks at it that
// learnt on slides of a certain strength.
#ifndef CELLQUANT_CORE_STAIN_HEMATOXYLIN_SCALING_H_
#define CELLQUANT_CORE_STAIN_HEMATOXYLIN_SCALING_H_

#include <opencv2/core/mat.hpp>

#include "core/stain/optical_density.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

// Returns `density` as if the slide had `factor` times its hematoxylin:
//
//   od' = od + (factor - 1) a h
//
// with a the amount of hematoxylin per pixel (StainPlanes::hematoxylin, the
// same size) and h its vector; DAB and what no stain explains stay. At least 0,
// in steps of 2^-10; pixels are independent of each other. A factor of 1 gives
// `density` back. Thread-safe.
OpticalDensityImage ScaleHematoxylin(const OpticalDensityImage& density,
                                     const cv::Mat1f& hematoxylin,
                                     const StainVector& h, double factor);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_STAIN_HEMATOXYLIN_SCALING_H_
