// The slide cut into tiles: one global grid, anchored at the slide's origin.
#ifndef CELLQUANT_CORE_SLIDE_TILE_GRID_H_
#define CELLQUANT_CORE_SLIDE_TILE_GRID_H_

#include <vector>

#include "core/geometry/frames.h"

namespace cellquant::core {

// Returns the tiles of `tile_px` x `tile_px` working pixels that meet at least
// one of `areas`, in row-major order. A tile owns a half-open rectangle; tiles
// do not overlap, and together they hold every pixel of `areas`. Tiles are
// parts of the grid's squares: each is cut to the bounds of all areas, so
// nothing outside them is read.
std::vector<WorkingRect> TileGrid(const std::vector<WorkingRect>& areas,
                                  std::int64_t tile_px);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_TILE_GRID_H_
