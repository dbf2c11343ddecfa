#include "core/regions/region_blocks.h"

#include <algorithm>

#include "core/geometry/lattice_area.h"

namespace cellquant::core {
namespace {

// Of a block: where the areas' rounding errors end, and far less than a cell.
constexpr double kLeastShare = 1e-9;

std::vector<std::uint32_t> CountsIn(const LatticeAreas& areas,
                                    const Lattice& lattice,
                                    const std::vector<Level0Point>& cells) {
  std::vector<std::uint32_t> counts(areas.px2.size(), 0);
  for (const Level0Point& cell : cells) {
    ++counts[areas.Index(lattice.Column(cell.x), lattice.Row(cell.y))];
  }
  return counts;
}

}  // namespace

std::vector<CountBlock> BlocksOf(const MultiPolygon& shape,
                                 const std::vector<Level0Point>& cells,
                                 MicronsPerPixel mpp, Micrometers side) {
  const Lattice lattice{side.value() / mpp.x, side.value() / mpp.y};
  const LatticeAreas areas = AreasWithin(shape, lattice);
  const std::vector<std::uint32_t> counts = CountsIn(areas, lattice, cells);
  const double least_px2 = kLeastShare * lattice.width_px * lattice.height_px;
  std::vector<CountBlock> blocks;
  for (std::size_t k = 0; k < areas.px2.size(); ++k) {
    // A cell is counted even if its block is too small to have an area.
    if (areas.px2[k] <= least_px2 && counts[k] == 0) continue;
    const auto at = static_cast<std::int64_t>(k);
    blocks.push_back(
        {areas.first_column + at % areas.columns,
         areas.first_row + at / areas.columns, counts[k],
         ToSquareMillimeters(SquareMicrometers(
             std::max(areas.px2[k], least_px2) * mpp.PixelArea().value()))});
  }
  return blocks;
}

}  // namespace cellquant::core
