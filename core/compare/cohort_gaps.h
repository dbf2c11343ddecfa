// What a cohort lacks, and why.
#ifndef CELLQUANT_CORE_COMPARE_COHORT_GAPS_H_
#define CELLQUANT_CORE_COMPARE_COHORT_GAPS_H_

#include <string>
#include <vector>

#include "core/compare/cohort.h"

namespace cellquant::core {

// Returns the gaps of a cohort that has everything else, `failures` among them:
// for each patient, marker and timepoint the slide that is not there or that
// has nothing to be compared with; for each test the patients that are not in
// it, a pair that the gate refuses once, with the checks that refuse. By
// patient, marker, timepoint, region class. Pure and thread-safe.
std::vector<CohortGap> GapsOf(const Cohort& cohort,
                              std::vector<CohortGap> failures);

// Returns the patient's comparison that a test asks for; nullptr without one.
const ClassComparison* FindComparison(const CohortTest& test,
                                      const CohortPatient& patient);

// Returns why a patient is not in a test; empty when it is.
std::string WhyNotIn(const CohortTest& test, const std::string& patient,
                     const Cohort& cohort);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_COHORT_GAPS_H_
