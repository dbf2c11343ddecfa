#include "core/regions/region_group.h"

#include <algorithm>
#include <limits>

#include "core/geometry/validity.h"

namespace cellquant::core {
namespace {

constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

// Of the sum of areas: more than the rounding of a union.
constexpr double kOverlapShare = 1e-9;

void CountCells(const GroupLookup& lookup,
                const std::vector<CountedCell>& cells,
                std::vector<RegionGroup>& groups) {
  for (const CountedCell& counted : cells) {
    const bool positive = counted.cell.classification == CellClass::kPositive;
    for (const std::uint32_t group : lookup.GroupsOf(counted.regions)) {
      ++groups[group].cell_count;
      groups[group].positive_cell_count += positive ? 1U : 0U;
    }
  }
}

}  // namespace

GroupLookup::GroupLookup(const std::vector<RegionIndices>& groups,
                         std::size_t regions)
    : group_of_(regions, kNoGroup) {
  for (std::uint32_t k = 0; k < groups.size(); ++k) {
    for (const std::uint32_t member : groups[k]) group_of_[member] = k;
  }
}

RegionIndices GroupLookup::GroupsOf(const RegionIndices& regions) const {
  RegionIndices groups;
  for (const std::uint32_t region : regions) {
    if (group_of_[region] != kNoGroup) groups.push_back(group_of_[region]);
  }
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

Result<RegionGroup> UnionOf(const RegionIndices& members,
                            const RegionSet& regions, MicronsPerPixel mpp) {
  RegionGroup group;
  group.region_count = static_cast<std::uint32_t>(members.size());
  std::vector<const MultiPolygon*> shapes;
  double sum_px2 = 0.0;
  for (const std::uint32_t member : members) {
    shapes.push_back(&regions.regions[member].shape);
    sum_px2 += AreaPx2(*shapes.back());
    group.area = group.area + Area(*shapes.back(), mpp);
  }
  if (shapes.size() < 2) return group;
  CQ_ASSIGN(const double union_px2, UnionAreaPx2(shapes));
  group.overlapping = sum_px2 - union_px2 > kOverlapShare * sum_px2;
  if (group.overlapping) {
    group.area = ToSquareMillimeters(
        SquareMicrometers(union_px2 * mpp.PixelArea().value()));
  }
  return group;
}

Result<std::vector<RegionGroup>> UnionsOf(
    const std::vector<RegionIndices>& groups, const RegionSet& regions,
    const SlideReport& report) {
  std::vector<RegionGroup> unions;
  for (const RegionIndices& members : groups) {
    CQ_ASSIGN(const RegionGroup group,
              UnionOf(members, regions, report.pixel_size.mpp));
    unions.push_back(group);
  }
  CountCells(GroupLookup(groups, regions.regions.size()), report.cells, unions);
  return unions;
}

Result<double> CommonAreaPx2(const MultiPolygon& a, const MultiPolygon& b) {
  CQ_ASSIGN(const double together, UnionAreaPx2({&a, &b}));
  return std::max(0.0, AreaPx2(a) + AreaPx2(b) - together);
}

}  // namespace cellquant::core
