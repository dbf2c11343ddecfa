// Counts the cells of each region.
#ifndef CELLQUANT_CORE_PIPELINE_COUNT_REGIONS_H_
#define CELLQUANT_CORE_PIPELINE_COUNT_REGIONS_H_

#include <vector>

#include "core/regions/region.h"
#include "core/regions/report.h"

namespace cellquant::core {

// Returns a report for each of `regions`, in their order, with its counts and
// with `areas`, of which there is one for each. Where `decided_by` asks for an
// optical density, cells are counted at the thresholds beside the rule's, too.
// `mpp` is the size of a level-0 pixel. Thread-safe.
std::vector<RegionReport> CountRegions(const std::vector<Region>& regions,
                                       std::vector<RegionAreas> areas,
                                       const std::vector<CountedCell>& cells,
                                       const PositivityRule& rule,
                                       DecidedBy decided_by,
                                       MicronsPerPixel mpp);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_COUNT_REGIONS_H_
