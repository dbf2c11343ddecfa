// A report read back, as far as a comparison needs it.
#ifndef CELLQUANT_CORE_FORMATS_MEASUREMENT_JSON_H_
#define CELLQUANT_CORE_FORMATS_MEASUREMENT_JSON_H_

#include <string>

#include "core/base/result.h"
#include "core/compare/measurement.h"

namespace cellquant::core {

// Returns the measurement of a report.json, which the caller calls `name`.
// What reports may lack is absent in it; members that it does not need are not
// looked at, but that none was altered: the report's digest is computed again.
// Fails with kReportInvalid, naming the report and the path of the value, for
// what is no report, is broken off, lacks a field or has a wrong one, was
// altered, or comes from a version whose classes say nothing of their evaluable
// part. Thread-safe.
Result<SlideMeasurement> MeasurementFromReport(const std::string& json,
                                               std::string name);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_MEASUREMENT_JSON_H_
