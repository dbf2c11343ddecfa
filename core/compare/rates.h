// Two Poisson rates from a count and an area each: their ratio and their
// difference, and the upper bound of one.
//
// Counts need not be whole: what remains of a count of clustered cells, its
// effective number, seldom is (core/compare/clustering.h). The functions behind
// binomial and Poisson probabilities, incomplete beta and gamma, are continuous
// in the count. `tail` is the probability left out on each side that has a
// bound: 0.025 for a two-sided 95 % interval. Counts are 0 or more, areas
// positive, in mm2. All functions are pure and thread-safe; none fails.
#ifndef CELLQUANT_CORE_COMPARE_RATES_H_
#define CELLQUANT_CORE_COMPARE_RATES_H_

#include "core/compare/change.h"

namespace cellquant::core {

inline constexpr double kTwoSidedTail = 0.025;
inline constexpr double kOneSidedTail = 0.05;

struct Rate {
  double count = 0.0;
  double mm2 = 0.0;
};

// Returns the interval of the ratio of rates, after over before. Given both
// counts' sum n, that after is binomial with p = ratio A2 / (A1 + ratio A2)
// (Przyborowski & Wilenski, Biometrika 31:313, 1940), and p has the interval of
// Clopper & Pearson (Biometrika 26:404, 1934). With a count of 0 there is one
// bound, one-sided, at `tail` too; with both 0 there is none.
ConfidenceBounds RatioBounds(const Rate& before, const Rate& after,
                             double tail);

// Returns the interval of the difference, after less before, per mm2: the
// differences d that the score test does not reject,
//
//   (d observed - d)^2 <= z^2 (rate1 / A1 + rate2 / A2)
//
// with the rates that are most likely among those that differ by d (Miettinen &
// Nurminen, Stat Med 4:213, 1985; for Poisson rates their variance has no
// factor for bias). It holds for counts of 0 too.
ConfidenceBounds DifferenceBounds(const Rate& before, const Rate& after,
                                  double tail);

// Returns the one-sided upper bound of a rate, per mm2 (Garwood, Biometrika
// 28:437, 1936).
double UpperRate(const Rate& rate, double tail);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_RATES_H_
