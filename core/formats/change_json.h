// The part of comparison.json that says what became of a density.
#ifndef CELLQUANT_CORE_FORMATS_CHANGE_JSON_H_
#define CELLQUANT_CORE_FORMATS_CHANGE_JSON_H_

#include <nlohmann/json_fwd.hpp>

#include "core/compare/change.h"

namespace cellquant::core {

// Returns the members that a change adds to an entry of `comparisons`: verdict,
// ratio, log2_fold_change, difference_per_mm2 and what they rest on.
nlohmann::json ChangeToJson(const Change& change, const ChangeRules& rules);

// Returns the object of an estimate; sides and values that do not exist are
// absent.
nlohmann::json EstimateToJson(const Estimate& estimate);

// Returns what the blocks say of the clustering at one timepoint.
nlohmann::json ClusteringToJson(const Clustering& clustering);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CHANGE_JSON_H_
