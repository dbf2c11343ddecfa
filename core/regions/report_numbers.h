// What a report says beyond counts and densities: how far they can be trusted,
// and what may be claimed from them (docs/algorithm.md, sections 8 and 9).
#ifndef CELLQUANT_CORE_REGIONS_REPORT_NUMBERS_H_
#define CELLQUANT_CORE_REGIONS_REPORT_NUMBERS_H_

#include <string>

#include "core/base/result.h"
#include "core/regions/region.h"
#include "core/regions/report.h"

namespace cellquant::core {

// Returns `report` with the numbers that follow from its counts: intervals by
// block bootstrap, claims, limits against the negative control - the regions
// whose classification or name is `negative_control`, none if that is empty -,
// and the caveats of the specimen's therapies. It must have protocol, pixel
// size, specimen, cells and classes (region_class.h), and one entry for each of
// `regions`, in their order, with area and counts. Fails with kInvalidArgument
// when no region is the negative control. Pure and thread-safe.
Result<SlideReport> WithNumbers(SlideReport report, const RegionSet& regions,
                                const std::string& negative_control);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REPORT_NUMBERS_H_
