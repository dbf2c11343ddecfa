// What tissue of a slide usually looks like, estimated once from a sample.
#ifndef CELLQUANT_CORE_TISSUE_QUALITY_REFERENCE_H_
#define CELLQUANT_CORE_TISSUE_QUALITY_REFERENCE_H_

#include <vector>

#include "core/base/result.h"
#include "core/slide/overview.h"
#include "core/slide/tile_source.h"
#include "core/slide/working_image.h"
#include "core/tissue/calibration.h"
#include "core/tissue/quality.h"

namespace cellquant::core {

// Returns squares of 256 x 256 working pixels, on the grid from the slide's
// origin, of which at least an eighth is tissue on the overview (densities sum
// to more than 0.12): at most 64, chosen by a hash of their place, so the same
// ones each time. Empty when there is no tissue.
std::vector<WorkingRect> SampleTiles(const Overview& overview,
                                     const Calibration& calibration,
                                     const WorkingGrid& grid, Size slide);

// Returns the reference of the tissue in those tiles. Blocks of ink's color do
// not count, and those near the slide's edge, where white would be part of the
// window, only where there are no others, as on a small field. Single-threaded;
// reads up to 64 tiles. Fails as TileSource::Read.
Result<QualityReference> EstimateQualityReference(
    const TileSource& source, const WorkingGrid& grid, const Overview& overview,
    const Calibration& calibration);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_QUALITY_REFERENCE_H_
