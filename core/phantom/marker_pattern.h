// What each marker stains, in which part of which cell, and how darkly.
//
// Amounts are optical densities along the DAB vector before optics. A positive
// cell is well above the usual threshold of 0.20 in its stained part; a
// negative one has none of its own, but shares its walls with the neighbours.
#ifndef CELLQUANT_CORE_PHANTOM_MARKER_PATTERN_H_
#define CELLQUANT_CORE_PHANTOM_MARKER_PATTERN_H_

#include "core/cells/cell.h"
#include "core/phantom/cells.h"

namespace cellquant::core {

struct CellStain {
  CellClass classification = CellClass::kNegative;
  double membrane = 0.0;   // on the wall's crest
  double wall_um = 1.0;    // width of the wall at half height
  double cytoplasm = 0.0;  // even, within the body
  double granules = 0.0;   // in grains, within the body
  double nucleus = 0.0;    // even, within the nucleus
};

// Returns the stain of one cell; always the same for the same cell.
CellStain StainOf(const PhantomOptions& options, const PhantomCell& cell);

// Whether the marker stains anything outside nuclei, so that walls and bodies
// must be drawn.
bool StainsBodies(PhantomMarker marker);

// Whether brown granules lie about the positive cells.
bool ShedsStain(PhantomMarker marker);

// The largest CellStain::wall_um of the marker, 0 if it has no walls.
double WidestWallUm(PhantomMarker marker);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_MARKER_PATTERN_H_
