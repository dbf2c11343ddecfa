// The exact null distribution of a sum of ranks with random signs.
#ifndef CELLQUANT_CORE_COMPARE_RANK_SUMS_H_
#define CELLQUANT_CORE_COMPARE_RANK_SUMS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cellquant::core {

// More ranks are refused by all that counts on these sums: the rarest has a
// probability of 2^-1000, which a double still holds in full precision.
inline constexpr std::size_t kMaxRanks = 1000;

// Returns P(W = w) for w = 0, 1, ... up to half the sum of `ranks`, where each
// of the at most kMaxRanks ranks, whole numbers above 0, is part of W with
// probability 1/2, independently of the others. W is symmetric, so that is all
// of its distribution.
//
// By dynamic programming over the ranks: time is their number times half their
// sum. Probabilities are kept and not numbers of subsets, of which there are
// up to 2^1000; they only halve, without error, and add, so each is right to
// 1000 roundings, 10^-13 of itself. Pure and thread-safe.
std::vector<double> RankSumProbabilities(
    const std::vector<std::uint32_t>& ranks);

// Returns P(W <= w), from what RankSumProbabilities returned; `w` is at most
// half the sum of ranks.
double RankSumAtMost(const std::vector<double>& probabilities, std::size_t w);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_RANK_SUMS_H_
