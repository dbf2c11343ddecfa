#include "core/regions/region_group.h"

#include <algorithm>
#include <limits>

#include "core/geometry/validity.h"

namespace cellquant::core {
namespace {

constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

// Of the sum of areas: more than the rounding of a union.
constexpr double kOverlapShare = 1e-9;

Result<void> MeasureArea(const RegionIndices& members, const RegionSet& regions,
                         const SlideReport& report, RegionGroup& group) {
  std::vector<const MultiPolygon*> shapes;
  double sum_px2 = 0.0;
  for (const std::uint32_t member : members) {
    shapes.push_back(&regions.regions[member].shape);
    sum_px2 += AreaPx2(*shapes.back());
    group.area = group.area + report.regions[member].area;
  }
  if (shapes.size() < 2) return {};
  CQ_ASSIGN(const double union_px2, UnionAreaPx2(shapes));
  group.overlapping = sum_px2 - union_px2 > kOverlapShare * sum_px2;
  if (group.overlapping) {
    group.area = ToSquareMillimeters(SquareMicrometers(
        union_px2 * report.pixel_size.mpp.PixelArea().value()));
  }
  return {};
}

void CountCells(const std::vector<std::uint32_t>& group_of,
                const SlideReport& report, std::vector<RegionGroup>& groups) {
  for (const CountedCell& counted : report.cells) {
    RegionIndices mine;
    for (const std::uint32_t region : counted.regions) {
      if (group_of[region] != kNoGroup) mine.push_back(group_of[region]);
    }
    std::sort(mine.begin(), mine.end());
    mine.erase(std::unique(mine.begin(), mine.end()), mine.end());
    const bool positive = counted.cell.classification == CellClass::kPositive;
    for (const std::uint32_t group : mine) {
      ++groups[group].cell_count;
      groups[group].positive_cell_count += positive ? 1U : 0U;
    }
  }
}

}  // namespace

Result<std::vector<RegionGroup>> UnionsOf(
    const std::vector<RegionIndices>& groups, const RegionSet& regions,
    const SlideReport& report) {
  std::vector<RegionGroup> unions(groups.size());
  std::vector<std::uint32_t> group_of(regions.regions.size(), kNoGroup);
  for (std::uint32_t k = 0; k < groups.size(); ++k) {
    unions[k].region_count = static_cast<std::uint32_t>(groups[k].size());
    for (const std::uint32_t member : groups[k]) group_of[member] = k;
    CQ_CHECK(MeasureArea(groups[k], regions, report, unions[k]));
  }
  CountCells(group_of, report, unions);
  return unions;
}

Result<double> CommonAreaPx2(const MultiPolygon& a, const MultiPolygon& b) {
  CQ_ASSIGN(const double together, UnionAreaPx2({&a, &b}));
  return std::max(0.0, AreaPx2(a) + AreaPx2(b) - together);
}

}  // namespace cellquant::core
