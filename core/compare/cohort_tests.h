// The tests over the patients of a cohort.
#ifndef CELLQUANT_CORE_COMPARE_COHORT_TESTS_H_
#define CELLQUANT_CORE_COMPARE_COHORT_TESTS_H_

#include "core/base/result.h"
#include "core/compare/cohort.h"

namespace cellquant::core {

// Gives each of the cohort's tests, whose pairs are there, what can be said
// over its patients, or why nothing can; then adjusts all p-values for each
// other. Fails with kInvalidArgument for more than kMaxPairs pairs.
Result<void> TestOverPatients(Cohort& cohort);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_COHORT_TESTS_H_
