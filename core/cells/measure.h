// What each nucleus absorbs, in itself and in the cytoplasm round it.
#ifndef CELLQUANT_CORE_CELLS_MEASURE_H_
#define CELLQUANT_CORE_CELLS_MEASURE_H_

#include <vector>

#include "core/base/units.h"
#include "core/cells/nucleus.h"
#include "core/stain/optical_density.h"

namespace cellquant::core {

// What one cell's compartments absorb.
struct Measurement {
  OpticalDensity dab_nucleus;          // mean
  OpticalDensity dab_cytoplasm;        // median, see CytoplasmBand
  OpticalDensity hematoxylin_nucleus;  // mean
};

// The band along a nucleus's edge that counts as its membrane and cytoplasm.
// It begins inside the edge, because a stained membrane lies on it. Its median
// is above a density only if half of the band is: a stained neighbor on one
// side does not make a cell positive.
struct CytoplasmBand {
  Micrometers inner{0.5};  // from the edge inward
  Micrometers outer{2.0};  // from the edge outward
};

// Returns a measurement for each nucleus of `map`, in its order. The cytoplasm
// of a nucleus is the band of its own pixels next to its edge, and of pixels
// outside every nucleus that are nearer to it than to any other (its Voronoi
// cell), so a neighbor's stain does not color it from afar. `mpp` is the size
// of a pixel in um. Thread-safe.
std::vector<Measurement> MeasureCells(const StainPlanes& planes,
                                      const NucleusMap& map, double mpp,
                                      const CytoplasmBand& band);

// Returns how many pixels from a nucleus's edge its measurement can depend on.
int MeasureMarginPx(double mpp, const CytoplasmBand& band);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_MEASURE_H_
