// The slide's calibration as it stands in report.json.
#ifndef CELLQUANT_CORE_FORMATS_CALIBRATION_JSON_H_
#define CELLQUANT_CORE_FORMATS_CALIBRATION_JSON_H_

#include <nlohmann/json_fwd.hpp>

#include "core/regions/report.h"

namespace cellquant::core {

// Returns the object `calibration` of report.json (docs/report.md).
nlohmann::json CalibrationToJson(const Calibration& calibration);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CALIBRATION_JSON_H_
