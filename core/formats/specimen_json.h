// The specimen record as JSON, the same fields as in report.json.
#ifndef CELLQUANT_CORE_FORMATS_SPECIMEN_JSON_H_
#define CELLQUANT_CORE_FORMATS_SPECIMEN_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "core/base/result.h"
#include "core/regions/specimen.h"

namespace cellquant::core {

// Returns the specimen that `text` describes. Every field is optional; an
// unknown field, a wrong type or a thickness outside 0 to 100 um fails with
// kSpecimenInvalid, naming the field.
Result<Specimen> SpecimenFromJson(std::string_view text);

// Returns the object for report.json. Fields not known are empty strings; days
// not known are left out.
nlohmann::json SpecimenToJson(const Specimen& specimen);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_SPECIMEN_JSON_H_
