#include "core/compare/hodges_lehmann.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "core/compare/rank_sums.h"
#include "core/compare/signed_rank.h"

namespace cellquant::core {
namespace {

constexpr double kTail = 0.025;  // on either side

std::vector<double> SortedWalshAverages(const std::vector<double>& x) {
  std::vector<double> averages;
  averages.reserve(x.size() * (x.size() + 1) / 2);
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = i; j < x.size(); ++j) {
      averages.push_back((x[i] + x[j]) / 2.0);
    }
  }
  std::sort(averages.begin(), averages.end());
  return averages;
}

double Median(const std::vector<double>& sorted) {
  const std::size_t middle = sorted.size() / 2;
  if (sorted.size() % 2 == 1) return sorted[middle];
  return (sorted[middle - 1] + sorted[middle]) / 2.0;
}

struct Tails {
  std::size_t averages = 0;  // k: cut off up to the k-th, on either side
  double probability = 0.0;  // of one tail
};

// At least one, for six differences: 2^-6 < 0.025.
Tails TailsOf(std::size_t differences) {
  std::vector<std::uint32_t> ranks(differences);
  std::iota(ranks.begin(), ranks.end(), 1U);
  Tails tails;
  for (const double p : RankSumProbabilities(ranks)) {
    if (tails.probability + p > kTail) break;
    tails.probability += p;
    ++tails.averages;
  }
  return tails;
}

}  // namespace

Result<HodgesLehmann> EstimateShift(const std::vector<double>& differences) {
  CQ_CHECK(CheckDifferences(differences));
  const std::vector<double> averages = SortedWalshAverages(differences);
  const Tails tails = TailsOf(differences.size());
  return HodgesLehmann{Median(averages), averages[tails.averages - 1],
                       averages[averages.size() - tails.averages],
                       1.0 - 2.0 * tails.probability};
}

}  // namespace cellquant::core
