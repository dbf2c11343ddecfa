// A class of regions read back from a report (measurement_json.h).
#ifndef CELLQUANT_CORE_FORMATS_CLASS_MEASUREMENT_JSON_H_
#define CELLQUANT_CORE_FORMATS_CLASS_MEASUREMENT_JSON_H_

#include <optional>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/compare/measurement.h"
#include "core/formats/json_fields.h"

namespace cellquant::core {

// Returns an entry of the report's `classes`. Fails as JsonFields. Thread-safe.
Result<ClassMeasurement> ClassMeasurementFrom(const JsonFields& one);

// Returns an optical density that may be absent. Fails as JsonFields.
Result<std::optional<OpticalDensity>> OpticalDensityFrom(
    const JsonFields& object, const char* key);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CLASS_MEASUREMENT_JSON_H_
