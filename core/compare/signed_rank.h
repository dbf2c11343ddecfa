// Whether a density changed over patients: Wilcoxon's signed-rank test.
#ifndef CELLQUANT_CORE_COMPARE_SIGNED_RANK_H_
#define CELLQUANT_CORE_COMPARE_SIGNED_RANK_H_

#include <cstddef>
#include <vector>

#include "core/base/result.h"
#include "core/compare/rank_sums.h"

namespace cellquant::core {

// Fewer pairs say nothing: of five, even the most extreme ones have a
// two-sided p-value of 1/16, and there is no 95 % interval.
inline constexpr std::size_t kMinPairs = 6;
inline constexpr std::size_t kMaxPairs = kMaxRanks;

struct SignedRankTest {
  double positive_rank_sum = 0.0;  // of the differences above 0
  double negative_rank_sum = 0.0;
  std::size_t zeros = 0;  // differences of 0
  bool ties = false;      // some others are of the same size
  double p_value = 1.0;   // two-sided, exact
};

// Tests whether `differences`, one a pair, are symmetric about 0 (Wilcoxon,
// Biometrics 1:80, 1945). Differences of the same size share the mean of their
// ranks. Those of 0 are ranked with the others and then dropped with their
// ranks (Pratt, JASA 54:655, 1959): dropped before, they would let a sample
// speak more for a rise after all of it has become lower. Sizes are
// the same when they are the same bits: nothing is rounded.
//
// The p-value is exact and conditional on ties and zeros: the share of all ways
// to give signs to the ranks that are left in which the sum is as far from its
// mean, or farther. All differences 0: 1.
//
// Fails with kInvalidArgument for fewer than kMinPairs or more than kMaxPairs
// differences, or one that is not finite. Pure and thread-safe.
Result<SignedRankTest> WilcoxonSignedRank(
    const std::vector<double>& differences);

// Succeeds for kMinPairs to kMaxPairs finite differences; fails with
// kInvalidArgument.
Result<void> CheckDifferences(const std::vector<double>& differences);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_SIGNED_RANK_H_
