// JSON with one spelling: RFC 8785, the JSON Canonicalization Scheme.
#ifndef CELLQUANT_CORE_FORMATS_CANONICAL_JSON_H_
#define CELLQUANT_CORE_FORMATS_CANONICAL_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace cellquant::core {

// Returns `value` without white space, members sorted by name, numbers as
// ECMAScript prints them. Keys must be ASCII, where sorting by bytes is the
// RFC's sorting by UTF-16 units. Numbers must be finite and strings UTF-8.
std::string CanonicalJson(const nlohmann::json& value);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CANONICAL_JSON_H_
