// Regions that are known to hold no such cell, on the same slide: what is
// positive in them is false, and says from which count on another region's
// positives are more than that.
#ifndef CELLQUANT_CORE_REGIONS_NEGATIVE_CONTROL_H_
#define CELLQUANT_CORE_REGIONS_NEGATIVE_CONTROL_H_

#include <string>

#include "core/base/result.h"
#include "core/regions/region_group.h"
#include "core/regions/report.h"

namespace cellquant::core {

// Returns the regions whose classification or name is `name`, letter for
// letter. Fails with kInvalidArgument when none is.
Result<RegionIndices> ControlRegions(const RegionSet& regions,
                                     const std::string& name);

// Marks the control's regions in `report` and gives each other region its
// decision and detection limit against their union, or the reason why it has
// none: its area is too small, the control's is too small for it, or both
// share tissue, so that their counts are not independent. Fails as
// ControlRegions and UnionsOf.
Result<void> AddNegativeControl(const RegionSet& regions,
                                const std::string& name, SlideReport& report);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_NEGATIVE_CONTROL_H_
