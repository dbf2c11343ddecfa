#include "core/compare/clustering.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cstdint>
#include <map>
#include <utility>

namespace cellquant::core {
namespace {

// Of the effective number of blocks, which is a whole one for equal areas.
constexpr double kNumberTolerance = 1e-6;

struct Residual {
  double value = 0.0;
  double area = 0.0;
};

using Lattice = std::map<std::pair<std::int64_t, std::int64_t>, Residual>;

struct Totals {
  double count = 0.0;
  double area = 0.0;
};

Totals TotalsOf(const std::vector<CountBlock>& blocks) {
  Totals totals;
  for (const CountBlock& block : blocks) {
    totals.count += block.count;
    totals.area += block.area.value();
  }
  return totals;
}

Lattice ResidualsOf(const std::vector<CountBlock>& blocks,
                    const Totals& totals) {
  Lattice lattice;
  for (const CountBlock& block : blocks) {
    const double area = block.area.value();
    lattice[{block.j, block.i}] = {
        block.count - totals.count / totals.area * area, area};
  }
  return lattice;
}

// Sums of products over all blocks and the up to eight that touch each.
struct NeighborSums {
  double residuals = 0.0;
  double areas = 0.0;
};

NeighborSums SumNeighbors(const Lattice& lattice) {
  NeighborSums sums;
  for (const auto& [place, own] : lattice) {
    // Half of the neighbors; the others see this block as theirs.
    for (const auto& [dj, di] : {std::pair{0, 1}, {1, -1}, {1, 0}, {1, 1}}) {
      const auto next = lattice.find({place.first + dj, place.second + di});
      if (next == lattice.end()) continue;
      sums.residuals += 2.0 * own.value * next->second.value;
      sums.areas += 2.0 * own.area * next->second.area;
    }
  }
  return sums;
}

// (t / z)^2 at 1 - tail.
double InflationOf(double effective_blocks, double tail) {
  using boost::math::complement;
  using boost::math::quantile;
  if (effective_blocks == 0.0) return 1.0;
  const double freedom = std::max(effective_blocks, kMinEffectiveBlocks) - 1.0;
  const double t = quantile(complement(boost::math::students_t(freedom), tail));
  const double z = quantile(complement(boost::math::normal(), tail));
  return t * t / (z * z);
}

// What to divide by; 1 for no cell.
double DivisorOf(const Sample& sample, double tail) {
  const double divisor =
      sample.design_effect * InflationOf(sample.effective_blocks, tail);
  return std::max(1.0, std::min(sample.rate.count, divisor));
}

Rate Divided(const Rate& rate, double divisor) {
  return {rate.count / divisor, rate.mm2 / divisor};
}

}  // namespace

RelativeVariance DensityVariance(const std::vector<CountBlock>& blocks) {
  const Totals totals = TotalsOf(blocks);
  const Lattice lattice = ResidualsOf(blocks, totals);
  double squares = 0.0;
  for (const auto& [place, residual] : lattice) {
    squares += residual.value * residual.value;
  }
  const double effective = EffectiveBlocks(blocks);
  const double variance = squares * effective / (effective - 1.0);
  const NeighborSums sums = SumNeighbors(lattice);
  const double with_neighbors =
      (variance + sums.residuals) /
      (1.0 - sums.areas / (totals.area * totals.area));
  const double square = totals.count * totals.count;
  return {variance / square, std::max(variance, with_neighbors) / square};
}

Clustering AssessClustering(const TimepointCount& timepoint) {
  Clustering result;
  result.blocks = timepoint.blocks.size();
  result.effective_blocks = EffectiveBlocks(timepoint.blocks);
  result.degrees_of_freedom = std::max(0.0, result.effective_blocks - 1.0);
  if (timepoint.count == 0) {
    result.not_assessed = "no positive cell found";
  } else if (timepoint.blocks.empty()) {
    result.not_assessed = "no counts of blocks: taken as one cluster";
  } else if (result.effective_blocks < kMinEffectiveBlocks - kNumberTolerance) {
    result.not_assessed = fmt::format(
        "{:.2f} effective blocks, fewer than {:g}: taken as one "
        "cluster",
        result.effective_blocks, kMinEffectiveBlocks);
  } else {
    const auto count = static_cast<double>(timepoint.count);
    const double variance = DensityVariance(timepoint.blocks).with_neighbors;
    result.design_effect = std::clamp(count * variance, 1.0, count);
  }
  return result;
}

Sample SampleOf(const TimepointCount& timepoint, const Clustering& clustering) {
  const auto count = static_cast<double>(timepoint.count);
  const bool assessed = clustering.design_effect.has_value();
  return {.rate = {count, timepoint.area.value()},
          .design_effect = clustering.design_effect.value_or(count),
          .effective_blocks = assessed ? clustering.effective_blocks : 0.0};
}

Sample Scaled(const Sample& sample, double factor) {
  return {.rate = {sample.rate.count * factor, sample.rate.mm2 * factor},
          .design_effect = sample.design_effect,
          .effective_blocks = sample.effective_blocks * factor};
}

Rate EffectiveRate(const Sample& sample, double tail) {
  return Divided(sample.rate, DivisorOf(sample, tail));
}

RatePair EffectiveRates(const Sample& before, const Sample& after,
                        double tail) {
  const double before_divisor = DivisorOf(before, tail);
  const double after_divisor = DivisorOf(after, tail);
  const bool none_before = before.rate.count == 0.0;
  const bool none_after = after.rate.count == 0.0;
  return {Divided(before.rate, none_before ? after_divisor : before_divisor),
          Divided(after.rate, none_after ? before_divisor : after_divisor)};
}

}  // namespace cellquant::core
