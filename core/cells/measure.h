// What each cell absorbs: in its nucleus, on its membrane, in its cytoplasm.
//
// The membrane is looked for where it lies. A lymphocyte's ring hugs the
// nucleus, a plasma cell's is 4 um away, and a band of fixed width misses one
// of them. So in each of eight directions the most stained window of 1 um
// counts, and the cell's figure is the one that six of the eight reach: a
// neighbor stained on one side does not make a cell positive
// (docs/algorithm.md, section 6).
#ifndef CELLQUANT_CORE_CELLS_MEASURE_H_
#define CELLQUANT_CORE_CELLS_MEASURE_H_

#include <vector>

#include "core/base/units.h"
#include "core/cells/nucleus.h"
#include "core/stain/optical_density.h"

namespace cellquant::core {

// Where membrane and cytoplasm are; lengths from the edge of the nucleus, in
// steps of 0.5 um. Outside it, a cell ends at the Voronoi line to its
// neighbors. Each can change a number.
struct CompartmentGeometry {
  double membrane_inner_um = 1.0;    // inward: a detector's nucleus takes part
                                     // of a ring that hugs it
  double membrane_outer_um = 4.0;    // outward
  double membrane_window_um = 1.0;   // width of the membrane itself
  double membrane_sectors = 6.0;     // of 8 that must be stained
  double cytoplasm_inner_um = 0.5;   // inward, so that it is never empty
  double cytoplasm_outer_um = 4.0;   // outward
  double cytoplasm_quantile = 0.75;  // granules lie between unstained pixels
};

// What one cell's compartments absorb.
struct Measurement {
  OpticalDensity dab_nucleus;          // mean
  OpticalDensity dab_membrane;         // see above; 0 where too few directions
                                       // can be measured
  OpticalDensity dab_cytoplasm;        // quantile
  OpticalDensity hematoxylin_nucleus;  // mean; says little where dab_nucleus
                                       // is above 0.8
  friend bool operator==(const Measurement&, const Measurement&) = default;
};

// Returns a measurement for each nucleus of `map`, in its order. `mpp` is the
// size of a pixel in um. All sums are of whole multiples of 2^-10, so that they
// are exact. Thread-safe.
std::vector<Measurement> MeasureCells(const StainPlanes& planes,
                                      const NucleusMap& map, double mpp,
                                      const CompartmentGeometry& geometry);

// Returns how many pixels from a nucleus's edge its measurement can depend on.
int MeasureMarginPx(double mpp, const CompartmentGeometry& geometry);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_MEASURE_H_
