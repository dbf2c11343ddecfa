// How much a density changed over patients, with an interval that needs no
// normal distribution.
#ifndef CELLQUANT_CORE_COMPARE_HODGES_LEHMANN_H_
#define CELLQUANT_CORE_COMPARE_HODGES_LEHMANN_H_

#include <vector>

#include "core/base/result.h"

namespace cellquant::core {

struct HodgesLehmann {
  double estimate = 0.0;
  double low = 0.0;
  double high = 0.0;
  // What the interval covers if no two differences are the same, at least 0.95:
  // rank sums are whole numbers, so it is not 0.95 exactly.
  double confidence = 0.0;
};

// Returns the median of the means of all pairs of `differences`, each paired
// with itself too (the Walsh averages), and its exact two-sided 95 % interval:
// from the k-th smallest Walsh average to the k-th largest, k as large as
// 2 P(W <= k - 1) <= 0.05 allows for the sum of signed ranks W of so many
// differences (Hodges & Lehmann, Ann Math Stat 34:598, 1963; Hollander & Wolfe,
// Nonparametric Statistical Methods, 1999, section 3.4). It is for differences
// that are symmetric about a center.
//
// k is that of differences without ties and zeros. With them the interval,
// whose ends are part of it, covers at least as much: it is conservative.
//
// Fails as CheckDifferences (core/compare/signed_rank.h). Pure and thread-safe.
Result<HodgesLehmann> EstimateShift(const std::vector<double>& differences);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_HODGES_LEHMANN_H_
