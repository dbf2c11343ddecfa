// Several regions taken as one.
#ifndef CELLQUANT_CORE_REGIONS_REGION_GROUP_H_
#define CELLQUANT_CORE_REGIONS_REGION_GROUP_H_

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/regions/region.h"
#include "core/regions/report.h"

namespace cellquant::core {

// Indices of regions, ascending.
using RegionIndices = std::vector<std::uint32_t>;

// Which groups hold what some regions hold. No region is in two groups.
// Immutable, so thread-safe.
class GroupLookup {
 public:
  // `regions` is the number of all regions; `groups` hold indices below it.
  GroupLookup(const std::vector<RegionIndices>& groups, std::size_t regions);

  // Returns the groups of any of `regions`: indices, ascending, each once.
  RegionIndices GroupsOf(const RegionIndices& regions) const;

 private:
  std::vector<std::uint32_t> group_of_;
};

// Returns the union of the regions `members`, without cells: a single one's
// area is its own, and where none overlaps another, the area is the sum of
// theirs. Fails with kInternal when a union cannot be computed. Pure and
// thread-safe.
Result<RegionGroup> UnionOf(const RegionIndices& members,
                            const RegionSet& regions, MicronsPerPixel mpp);

// Returns, for each of `groups`, the union of its regions as UnionOf, with the
// cells of `report`: a cell in several regions counts once. No region is in two
// groups. Fails as UnionOf. Pure and thread-safe.
Result<std::vector<RegionGroup>> UnionsOf(
    const std::vector<RegionIndices>& groups, const RegionSet& regions,
    const SlideReport& report);

// Returns the area, in square level-0 pixels, that two shapes share, at least
// 0. Fails with kInternal. Pure and thread-safe.
Result<double> CommonAreaPx2(const MultiPolygon& a, const MultiPolygon& b);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REGION_GROUP_H_
