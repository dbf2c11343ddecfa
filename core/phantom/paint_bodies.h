// Draws the brown of membranes and cytoplasm.
//
// Where two cells touch they share one wall. Each cell k has a signed distance
// s_k to the edge of its ellipse, positive inside. A pixel belongs to the cell
// with the largest s, s1; with the second largest s2 the distance to the
// nearest wall of its own cell is min(s1, (s1 - s2) / 2) inside and -s1
// outside, and to that of its neighbour max(-s2, (s1 - s2) / 2). A lone cell
// gets a ring and a sheet of cells a honeycomb from the same formula.
#ifndef CELLQUANT_CORE_PHANTOM_PAINT_BODIES_H_
#define CELLQUANT_CORE_PHANTOM_PAINT_BODIES_H_

#include <vector>

#include "core/phantom/canvas.h"
#include "core/phantom/cells.h"
#include "core/phantom/marker_pattern.h"
#include "core/phantom/texture.h"

namespace cellquant::core {

// `stains[k]` is that of `cells[k]`.
void PaintBodies(PhantomMarker marker, const std::vector<PhantomCell>& cells,
                 const std::vector<CellStain>& stains, const Textures& textures,
                 Canvas& canvas);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PAINT_BODIES_H_
