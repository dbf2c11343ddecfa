// A cohort as two tables, for R and pandas (docs/cohort.md has the columns).
#ifndef CELLQUANT_CORE_FORMATS_COHORT_CSV_H_
#define CELLQUANT_CORE_FORMATS_COHORT_CSV_H_

#include <string>

#include "core/compare/cohort.h"

namespace cellquant::core {

// Returns measurements.csv: a row for each patient, timepoint, marker and
// region class, in the order of the entries; one row without numbers, and with
// the reason, for a slide that could not be measured.
std::string MeasurementsCsv(const Cohort& cohort);

// Returns comparisons.csv: a row for each test and patient, whether the patient
// is in it or not.
std::string ComparisonsCsv(const Cohort& cohort);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_COHORT_CSV_H_
