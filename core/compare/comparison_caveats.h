// What must be said beside the numbers of a comparison.
#ifndef CELLQUANT_CORE_COMPARE_COMPARISON_CAVEATS_H_
#define CELLQUANT_CORE_COMPARE_COMPARISON_CAVEATS_H_

#include <string>
#include <vector>

#include "core/compare/comparison.h"

namespace cellquant::core {

// Returns the caveats of a class that has a change: that density and number of
// cells went different ways (a node that shrinks raises cells per mm2 by
// itself), and that clustering could not be assessed. Thread-safe.
std::vector<std::string> CaveatsOf(const ClassComparison& comparison);

// Returns those of the whole: what the patient's therapies mean for a marker,
// that it was forced, that recall is not validated, markers that have one
// timepoint only. Each once. Thread-safe.
std::vector<std::string> CaveatsOf(const Comparison& comparison);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_COMPARISON_CAVEATS_H_
