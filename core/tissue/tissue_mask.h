// Where the tissue is on the slide.
#ifndef CELLQUANT_CORE_TISSUE_TISSUE_MASK_H_
#define CELLQUANT_CORE_TISSUE_TISSUE_MASK_H_

#include "core/base/result.h"
#include "core/geometry/polygon.h"
#include "core/slide/overview.h"
#include "core/tissue/calibration.h"

namespace cellquant::core {

// Returns the outline of all tissue within `slide`: optical density summed over
// the channels above 0.12, gaps up to 30 um closed, pieces below 0.02 mm2
// dropped, holes of that size filled, unless the slide's edge cuts them off
// (docs/algorithm.md, section 3). Empty when there is none.
Result<MultiPolygon> FindTissue(const Overview& overview,
                                const Calibration& calibration, Size slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_TISSUE_MASK_H_
