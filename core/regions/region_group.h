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

// Returns, for each of `groups`, the union of its regions: a cell in several of
// them counts once, and so does tissue. Where none overlaps another, the area
// is the sum of their areas. `report` has an entry for each of `regions`, with
// its area, and the cells. No region is in two groups. Fails with kInternal
// when a union cannot be computed. Pure and thread-safe.
Result<std::vector<RegionGroup>> UnionsOf(
    const std::vector<RegionIndices>& groups, const RegionSet& regions,
    const SlideReport& report);

// Returns the area, in square level-0 pixels, that two shapes share, at least
// 0. Fails with kInternal. Pure and thread-safe.
Result<double> CommonAreaPx2(const MultiPolygon& a, const MultiPolygon& b);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REGION_GROUP_H_
