// What lies out of focus: the blur inside folds, bubbles and areas that the
// scanner missed.
#ifndef CELLQUANT_CORE_PHANTOM_DEFOCUS_H_
#define CELLQUANT_CORE_PHANTOM_DEFOCUS_H_

#include <opencv2/core/mat.hpp>

#include "core/geometry/frames.h"
#include "core/phantom/artifacts.h"

namespace cellquant::core {

// Returns how far from `rect` pixels must be known for its own to be blurred,
// in px; 0 where all of it is in focus.
int DefocusReachPx(const ArtifactMap& artifacts, const Level0Rect& rect,
                   double mpp);

// Blurs `rgb`, the pixels of `rect`, inside the artifacts that are out of
// focus; full from 4 um inside their outline. Pixels nearer to the edge of
// `rect` than DefocusReachPx are not right.
void Defocus(const ArtifactMap& artifacts, const Level0Rect& rect, double mpp,
             cv::Mat3b& rgb);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_DEFOCUS_H_
