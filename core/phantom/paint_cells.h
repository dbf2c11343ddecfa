// Draws cells: the brown of walls and bodies, and the nuclei over it.
#ifndef CELLQUANT_CORE_PHANTOM_PAINT_CELLS_H_
#define CELLQUANT_CORE_PHANTOM_PAINT_CELLS_H_

#include <vector>

#include "core/phantom/canvas.h"
#include "core/phantom/cells.h"
#include "core/phantom/texture.h"

namespace cellquant::core {

// Draws `cells`, which must be all those within kCellReachUm of the canvas (or
// more), in the order of CellsIn.
void PaintCells(const PhantomOptions& options,
                const std::vector<PhantomCell>& cells, const Textures& textures,
                Canvas& canvas);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PAINT_CELLS_H_
