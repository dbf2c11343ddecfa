// What tissue of a slide usually looks like, estimated once from a sample.
#ifndef CELLQUANT_CORE_TISSUE_QUALITY_REFERENCE_H_
#define CELLQUANT_CORE_TISSUE_QUALITY_REFERENCE_H_

#include "core/base/result.h"
#include "core/slide/overview.h"
#include "core/slide/tile_source.h"
#include "core/slide/working_image.h"
#include "core/tissue/calibration.h"
#include "core/tissue/quality.h"

namespace cellquant::core {

// Returns the reference of the tissue in at most 64 squares of 256 x 256
// working pixels, an eighth of tissue or more in each (SampleTiles of
// tissue_sample.h). Blocks of ink's color do not count, and those near the
// slide's edge, where white would be part of the window, only where there are
// no others, as on a small field. Single-threaded. Fails as TileSource::Read.
Result<QualityReference> EstimateQualityReference(
    const TileSource& source, const WorkingGrid& grid, const Overview& overview,
    const Calibration& calibration);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_QUALITY_REFERENCE_H_
