// Where the tissue is on the slide.
#ifndef CELLQUANT_CORE_TISSUE_TISSUE_MASK_H_
#define CELLQUANT_CORE_TISSUE_TISSUE_MASK_H_

#include <opencv2/core/mat.hpp>

#include "core/base/result.h"
#include "core/geometry/polygon.h"
#include "core/slide/overview.h"
#include "core/tissue/calibration.h"

namespace cellquant::core {

// Returns 255 where the optical density of `rgb`, summed over the channels, is
// above 0.12, else 0. Thread-safe.
cv::Mat1b StainedPixels(const cv::Mat3b& rgb, const WhitePoint& white);

// Returns the outline of all tissue within `slide`: optical density summed over
// the channels above 0.12, gaps up to 30 um closed, pieces below 0.02 mm2
// dropped, holes of that size filled, unless the slide's edge cuts them off
// (docs/algorithm.md, section 3). Empty when there is none.
Result<MultiPolygon> FindTissue(const Overview& overview,
                                const Calibration& calibration, Size slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_TISSUE_MASK_H_
