// The part of report.json that says how far its numbers can be trusted and what
// may be claimed from them.
#ifndef CELLQUANT_CORE_FORMATS_REPORT_NUMBERS_JSON_H_
#define CELLQUANT_CORE_FORMATS_REPORT_NUMBERS_JSON_H_

#include <nlohmann/json_fwd.hpp>

#include "core/regions/report.h"

namespace cellquant::core {

nlohmann::json IntervalToJson(const DensityInterval& interval);

// Returns the members that core/regions/report_numbers.h has added to a region;
// what it has not is absent.
nlohmann::json NumbersOfRegionToJson(const RegionReport& region,
                                     const BlockBootstrapOptions& options);

// Returns the members that it has added to the report itself, and the
// pathologist's scores.
nlohmann::json NumbersToJson(const SlideReport& report);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_REPORT_NUMBERS_JSON_H_
