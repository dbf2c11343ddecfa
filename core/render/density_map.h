// Where on a slide the cells are: their density in square blocks.
//
// Blocks are those of one lattice of the slide, from the origin of level 0, so
// that the same block is the same place in every map of a slide. The area of a
// block is what the regions have of it, exactly (geometry/lattice_area.h).
#ifndef CELLQUANT_CORE_RENDER_DENSITY_MAP_H_
#define CELLQUANT_CORE_RENDER_DENSITY_MAP_H_

#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/cells/cell.h"
#include "core/geometry/lattice_area.h"
#include "core/regions/block_bootstrap.h"
#include "core/regions/region.h"

namespace cellquant::core {

struct DensityMapOptions {
  CellClass classification = CellClass::kPositive;
  Micrometers block_side{100.0};  // 10 to 10000
};

// A block with less than this share of its area in the regions has no density:
// one cell would make it a hot spot.
inline constexpr double kLeastBlockShare = 0.1;

struct DensityMap {
  DensityMapOptions options;
  Lattice lattice;
  MultiPolygon shape = {};  // all regions together, level-0 pixels
  // By row, then column. Areas of both add up to the shape's, counts to the
  // number of its cells.
  std::vector<CountBlock> blocks = {};
  std::vector<CountBlock> left_out = {};  // below kLeastBlockShare
};

// Returns the density of one class of cells in the union of `regions`; what
// several regions cover counts once, and cells on its edge as in
// geometry/membership.h. Fails with kNoRegions without any region, with
// kInvalidArgument for a block side out of range and when there would be more
// than four million blocks, and with kInternal. Thread-safe.
Result<DensityMap> MapDensity(const std::vector<Region>& regions,
                              const std::vector<Cell>& cells,
                              MicronsPerPixel mpp,
                              const DensityMapOptions& options = {});

CellsPerSquareMillimeter DensityOf(const CountBlock& block);

// The highest density of any block; 0 if there is none.
CellsPerSquareMillimeter HighestDensity(const DensityMap& map);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_DENSITY_MAP_H_
