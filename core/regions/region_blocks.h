// A region cut into the blocks of the bootstrap: where its area and its cells
// are.
#ifndef CELLQUANT_CORE_REGIONS_REGION_BLOCKS_H_
#define CELLQUANT_CORE_REGIONS_REGION_BLOCKS_H_

#include <vector>

#include "core/base/units.h"
#include "core/geometry/polygon.h"
#include "core/regions/block_bootstrap.h"

namespace cellquant::core {

// Returns the blocks that `shape` enters, with the shape's area in each and the
// number of `cells` there, by row, then column. `cells` are centroids in the
// shape, level-0 pixels; blocks are squares of `side` on the slide, so with
// pixels that are not square they are rectangles in level 0. A block that the
// shape only touches is not among them. Areas add up to Area, counts to the
// number of cells. Time is linear in vertices, cells and the blocks of the
// shape's bounds. Thread-safe.
std::vector<CountBlock> BlocksOf(const MultiPolygon& shape,
                                 const std::vector<Level0Point>& cells,
                                 MicronsPerPixel mpp, Micrometers side);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REGION_BLOCKS_H_
