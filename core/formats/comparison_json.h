// comparison.json (docs/comparison.md).
#ifndef CELLQUANT_CORE_FORMATS_COMPARISON_JSON_H_
#define CELLQUANT_CORE_FORMATS_COMPARISON_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/compare/comparison.h"

namespace cellquant::core {

// Returns the comparison as the object that comparison.json holds.
nlohmann::json ComparisonToJson(const Comparison& comparison);

// Returns the digest of a comparison's object: "sha256:" and the hash of its
// canonical JSON without digest and without what slides and files are called.
// A `digest` already in it is ignored, so that a comparison can be checked
// against its own.
std::string ComparisonDigest(nlohmann::json comparison);

// Returns comparison.json's text from its object: indented, with a final
// newline; what is no UTF-8 is replaced.
std::string ComparisonText(const nlohmann::json& comparison);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_COMPARISON_JSON_H_
