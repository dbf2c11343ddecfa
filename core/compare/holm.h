// Many tests, and the chance that one of them is significant by chance.
#ifndef CELLQUANT_CORE_COMPARE_HOLM_H_
#define CELLQUANT_CORE_COMPARE_HOLM_H_

#include <vector>

namespace cellquant::core {

// Returns the p-values, in their order, adjusted so that the chance of any
// false one at or below 0.05 is at most 5 %, whatever the tests have to do with
// each other (Holm, Scand J Stat 6:65, 1979): the i-th smallest of m times
// m - i + 1, at most 1 and never below a smaller one's. Pure and thread-safe.
std::vector<double> HolmAdjusted(const std::vector<double>& p_values);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_HOLM_H_
