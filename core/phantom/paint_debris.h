// Draws the brown dirt that lies round strongly stained cells: granules and
// shed membrane without a nucleus. None of it is a cell.
#ifndef CELLQUANT_CORE_PHANTOM_PAINT_DEBRIS_H_
#define CELLQUANT_CORE_PHANTOM_PAINT_DEBRIS_H_

#include "core/phantom/canvas.h"
#include "core/phantom/cells.h"

namespace cellquant::core {

// Draws up to five granules of 0.5 to 1.8 um within 1.6 body radii of a
// positive cell; most cells have none.
void PaintDebris(const PhantomCell& cell, Canvas& canvas);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PAINT_DEBRIS_H_
