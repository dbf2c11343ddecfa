// cohort.json (docs/cohort.md).
#ifndef CELLQUANT_CORE_FORMATS_COHORT_JSON_H_
#define CELLQUANT_CORE_FORMATS_COHORT_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/compare/cohort.h"

namespace cellquant::core {

// Returns the cohort as the object that cohort.json holds, with every patient's
// comparison as it would stand in a comparison.json.
nlohmann::json CohortToJson(const Cohort& cohort);

// Returns the digest of a cohort's object: "sha256:" and the hash of its
// canonical JSON without digest, of each comparison only its own. A `digest`
// already in it is ignored.
std::string CohortDigest(nlohmann::json cohort);

// Returns cohort.json's text: indented, with a final newline.
std::string CohortText(const Cohort& cohort);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_COHORT_JSON_H_
