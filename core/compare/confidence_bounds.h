// What is done with intervals, whatever they are of.
#ifndef CELLQUANT_CORE_COMPARE_CONFIDENCE_BOUNDS_H_
#define CELLQUANT_CORE_COMPARE_CONFIDENCE_BOUNDS_H_

#include "core/compare/change.h"

namespace cellquant::core {

// Returns, of two intervals of one quantity, that from the lower end to the
// higher; unbounded where either is. All else is that of `a`.
ConfidenceBounds Wider(const ConfidenceBounds& a, const ConfidenceBounds& b);

// Returns the interval on which verdicts rest: the wider of that of independent
// and that of clustered cells.
ConfidenceBounds DecidingBounds(const Estimate& estimate);

// Returns a ratio's interval in log2 fold changes; 0 has no logarithm.
std::optional<double> Log2Of(const std::optional<double>& ratio);
ConfidenceBounds Log2Of(const ConfidenceBounds& ratio);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_CONFIDENCE_BOUNDS_H_
