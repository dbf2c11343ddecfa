#include "core/compare/signed_rank.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace cellquant::core {
namespace {

// Ranks are doubled, so that the mean of two is a whole number.
struct RankedDifferences {
  std::vector<std::uint32_t> doubled_ranks;  // of those that are not 0
  std::size_t positive_sum = 0;              // of doubled ranks
  std::size_t negative_sum = 0;
  bool ties = false;
};

RankedDifferences Rank(std::vector<double> differences) {
  std::sort(differences.begin(), differences.end(),
            [](double a, double b) { return std::abs(a) < std::abs(b); });
  RankedDifferences ranked;
  for (std::size_t begin = 0; begin < differences.size();) {
    const double size = std::abs(differences[begin]);
    std::size_t end = begin + 1;
    while (end < differences.size() && std::abs(differences[end]) == size) {
      ++end;
    }
    // Ranks begin + 1 to end; twice their mean.
    const std::size_t doubled = begin + 1 + end;
    for (std::size_t i = begin; size > 0.0 && i < end; ++i) {
      ranked.doubled_ranks.push_back(static_cast<std::uint32_t>(doubled));
      (differences[i] > 0.0 ? ranked.positive_sum : ranked.negative_sum) +=
          doubled;
    }
    ranked.ties = ranked.ties || (size > 0.0 && end - begin > 1);
    begin = end;
  }
  return ranked;
}

double TwoSidedP(const RankedDifferences& ranked) {
  const auto probabilities = RankSumProbabilities(ranked.doubled_ranks);
  const std::size_t smaller =
      std::min(ranked.positive_sum, ranked.negative_sum);
  return std::min(1.0, 2.0 * RankSumAtMost(probabilities, smaller));
}

}  // namespace

Result<void> CheckDifferences(const std::vector<double>& differences) {
  if (differences.size() < kMinPairs || differences.size() > kMaxPairs) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("a test over patients takes {} to {} pairs, not {}",
                            kMinPairs, kMaxPairs, differences.size()));
  }
  for (const double difference : differences) {
    if (std::isfinite(difference)) continue;
    return Fail(ErrorReason::kInvalidArgument,
                "a difference of densities is not a finite number");
  }
  return {};
}

Result<SignedRankTest> WilcoxonSignedRank(
    const std::vector<double>& differences) {
  CQ_CHECK(CheckDifferences(differences));
  const RankedDifferences ranked = Rank(differences);
  SignedRankTest test;
  test.positive_rank_sum = static_cast<double>(ranked.positive_sum) / 2.0;
  test.negative_rank_sum = static_cast<double>(ranked.negative_sum) / 2.0;
  test.zeros = differences.size() - ranked.doubled_ranks.size();
  test.ties = ranked.ties;
  test.p_value = TwoSidedP(ranked);
  return test;
}

}  // namespace cellquant::core
