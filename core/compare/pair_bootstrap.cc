#include "core/compare/pair_bootstrap.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/compare/clustering.h"
#include "core/compare/rates.h"
#include "core/regions/block_sampler.h"

namespace cellquant::core {
namespace {

std::string WhyRefused(const TimepointCount& before,
                       const TimepointCount& after) {
  const std::string first = ReasonToRefuse(before.blocks);
  if (!first.empty()) return "before: " + first;
  const std::string second = ReasonToRefuse(after.blocks);
  return second.empty() ? "" : "after: " + second;
}

// Variances of a timepoint times `scale`, summed over both.
RelativeVariance Sum(const RelativeVariance& before, double before_scale,
                     const RelativeVariance& after, double after_scale) {
  return {before.of_blocks * before_scale + after.of_blocks * after_scale,
          before.with_neighbors * before_scale +
              after.with_neighbors * after_scale};
}

// The share of replicates to leave out on each side.
double ExpandedTail(double blocks, const RelativeVariance& variance) {
  const double t = boost::math::quantile(boost::math::complement(
      boost::math::students_t(blocks - 1.0), kTwoSidedTail));
  const double neighbors = variance.of_blocks > 0.0
                               ? variance.with_neighbors / variance.of_blocks
                               : 1.0;
  return boost::math::cdf(boost::math::normal(),
                          -t * std::sqrt(blocks / (blocks - 1.0) * neighbors));
}

// Nothing is interpolated: the k-th smallest and the k-th largest.
ConfidenceBounds IntervalOf(std::vector<double> replicates, double tail) {
  std::sort(replicates.begin(), replicates.end());
  const std::size_t size = replicates.size();
  const auto wanted =
      static_cast<std::size_t>(tail * static_cast<double>(size + 1));
  const std::size_t k = std::max<std::size_t>(1, wanted);
  ConfidenceBounds bounds{.low = replicates[k - 1],
                          .high = replicates[size - k],
                          .one_sided = false,
                          .method = "block_bootstrap"};
  if (std::isinf(*bounds.high)) bounds.high.reset();
  return bounds;
}

struct Replicates {
  std::vector<double> ratios;
  std::vector<double> differences;
};

Replicates Draw(const TimepointCount& before, const TimepointCount& after,
                const BlockBootstrapOptions& options) {
  BlockSampler first(before.blocks, options.seed);
  BlockSampler second(after.blocks, std::uint64_t{options.seed} + 1);
  Replicates drawn;
  for (int i = 0; i < options.replicates; ++i) {
    const double was = first.Next().value();
    const double is = second.Next().value();
    drawn.differences.push_back(is - was);
    if (was > 0.0 || is > 0.0) drawn.ratios.push_back(is / was);
  }
  return drawn;
}

}  // namespace

PairIntervals PairBootstrap(const TimepointCount& before,
                            const TimepointCount& after,
                            const BlockBootstrapOptions& options) {
  PairIntervals result;
  result.refused = WhyRefused(before, after);
  if (!result.refused.empty()) return result;
  const double blocks =
      std::min(EffectiveBlocks(before.blocks), EffectiveBlocks(after.blocks));
  const RelativeVariance was = DensityVariance(before.blocks);
  const RelativeVariance is = DensityVariance(after.blocks);
  const double d1 = Density(before.count, before.area).value();
  const double d2 = Density(after.count, after.area).value();
  Replicates drawn = Draw(before, after, options);
  result.difference =
      IntervalOf(std::move(drawn.differences),
                 ExpandedTail(blocks, Sum(was, d1 * d1, is, d2 * d2)));
  if (drawn.ratios.empty()) return result;
  result.ratio = IntervalOf(std::move(drawn.ratios),
                            ExpandedTail(blocks, Sum(was, 1.0, is, 1.0)));
  // Infinite from end to end says nothing.
  if (std::isinf(*result.ratio->low)) result.ratio.reset();
  return result;
}

}  // namespace cellquant::core
