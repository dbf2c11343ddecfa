#include "core/render/density_map.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/geometry/membership.h"
#include "core/geometry/validity.h"
#include "core/regions/region_blocks.h"

namespace cellquant::core {
namespace {

constexpr double kMostBlocks = 4e6;

Result<void> CheckBlocks(const MultiPolygon& shape, const Lattice& lattice,
                         Micrometers side) {
  if (!(side >= Micrometers(10.0) && side <= Micrometers(10000.0))) {
    return Fail(ErrorReason::kInvalidArgument,
                "the side of a block must be 10 to 10000 um");
  }
  const Level0Rect bounds = Bounds(shape);
  const double blocks = static_cast<double>(bounds.width) / lattice.width_px *
                        static_cast<double>(bounds.height) / lattice.height_px;
  if (blocks <= kMostBlocks) return {};
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("blocks of {} um are too small for these regions: "
                          "more than four million",
                          side.value()));
}

Result<MultiPolygon> Together(const std::vector<Region>& regions) {
  if (regions.empty()) {
    return Fail(ErrorReason::kNoRegions, "there is no region to map");
  }
  std::vector<const MultiPolygon*> shapes;
  shapes.reserve(regions.size());
  for (const Region& region : regions) shapes.push_back(&region.shape);
  return UnionOfShapes(shapes);
}

std::vector<Level0Point> CellsIn(const MultiPolygon& shape,
                                 const std::vector<Cell>& cells,
                                 CellClass classification) {
  const Membership membership(shape);
  std::vector<Level0Point> places;
  for (const Cell& cell : cells) {
    if (cell.classification == classification &&
        membership.Contains(cell.centroid)) {
      places.push_back(cell.centroid);
    }
  }
  return places;
}

}  // namespace

Result<DensityMap> MapDensity(const std::vector<Region>& regions,
                              const std::vector<Cell>& cells,
                              MicronsPerPixel mpp,
                              const DensityMapOptions& options) {
  const Micrometers side = options.block_side;
  DensityMap map{options, {side.value() / mpp.x, side.value() / mpp.y}};
  CQ_ASSIGN(map.shape, Together(regions));
  CQ_CHECK(CheckBlocks(map.shape, map.lattice, side));
  const SquareMillimeters least = ToSquareMillimeters(
      SquareMicrometers(kLeastBlockShare * side.value() * side.value()));
  for (const CountBlock& block :
       BlocksOf(map.shape, CellsIn(map.shape, cells, options.classification),
                mpp, side)) {
    (block.area < least ? map.left_out : map.blocks).push_back(block);
  }
  return map;
}

CellsPerSquareMillimeter DensityOf(const CountBlock& block) {
  return CellsPerSquareMillimeter(block.count / block.area.value());
}

CellsPerSquareMillimeter HighestDensity(const DensityMap& map) {
  CellsPerSquareMillimeter highest;
  for (const CountBlock& block : map.blocks) {
    highest = std::max(highest, DensityOf(block));
  }
  return highest;
}

}  // namespace cellquant::core
