#include "core/compare/rank_sums.h"

#include <algorithm>
#include <numeric>

namespace cellquant::core {

std::vector<double> RankSumProbabilities(
    const std::vector<std::uint32_t>& ranks) {
  const std::size_t total =
      std::accumulate(ranks.begin(), ranks.end(), std::size_t{0});
  std::vector<double> p(total / 2 + 1, 0.0);
  p[0] = 1.0;
  std::size_t reached = 0;  // the largest sum so far
  for (const std::size_t rank : ranks) {
    reached = std::min(reached + rank, p.size() - 1);
    for (std::size_t w = reached + 1; w-- > rank;) {
      p[w] = 0.5 * p[w] + 0.5 * p[w - rank];
    }
    for (std::size_t w = 0; w < std::min(rank, reached + 1); ++w) p[w] *= 0.5;
  }
  return p;
}

double RankSumAtMost(const std::vector<double>& probabilities, std::size_t w) {
  const auto end = probabilities.begin() + static_cast<std::ptrdiff_t>(w) + 1;
  return std::accumulate(probabilities.begin(), end, 0.0);
}

}  // namespace cellquant::core
