// Before and after: the whole comparison, gate first.
#ifndef CELLQUANT_CORE_COMPARE_COMPARE_H_
#define CELLQUANT_CORE_COMPARE_COMPARE_H_

#include <vector>

#include "core/base/result.h"
#include "core/compare/comparison.h"

namespace cellquant::core {

// Compares the measurements of one patient. Those of one marker are compared
// with its first one; markers stand in the order in which they come first, and
// within a marker measurements stand in the order given, which must be that of
// time where their days are known. A class of regions that only one timepoint
// has is listed, without a change. Where the gate refuses, densities stand
// without a change and without a verdict, unless `options.force`.
//
// Fails with kInvalidArgument when no marker has two timepoints, when one is
// given before an earlier one, when a slide is two later timepoints, when
// markers are of two patients, for an internal control of a marker that no
// report has, and for options out of range. The same input
// gives the same result. Pure and thread-safe.
Result<Comparison> Compare(std::vector<SlideMeasurement> measurements,
                           const CompareOptions& options = {});

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_COMPARE_H_
