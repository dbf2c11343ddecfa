#include "core/compare/change.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "core/compare/clustering.h"
#include "core/compare/pair_bootstrap.h"
#include "core/compare/rates.h"
#include "core/compare/tissue_needed.h"
#include "core/compare/verdict.h"
#include "core/regions/block_sampler.h"

namespace cellquant::core {
namespace {

// Of sums of floats.
constexpr double kAreaTolerance = 1e-6;

Result<void> CheckRules(const ChangeRules& rules) {
  CQ_CHECK(CheckOptions(rules.bootstrap));
  // NaN fails every comparison.
  const bool margin = rules.margin_low > 0.0 && rules.margin_low < 1.0 &&
                      rules.margin_high > 1.0 && rules.margin_high <= 1e6;
  if (!margin) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("the margin must hold 1, not {:g} to {:g}",
                            rules.margin_low, rules.margin_high));
  }
  if (!(rules.recall >= 0.001 && rules.recall <= 1.0)) {
    return Fail(
        ErrorReason::kInvalidArgument,
        fmt::format("recall must be from 0.001 to 1, not {:g}", rules.recall));
  }
  const double limit =
      rules.cleared_below.value_or(CellsPerSquareMillimeter(1.0)).value();
  if (limit >= 1e-6 && limit <= 1e6) return {};
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("the limit must be from 1e-06 to 1e+06 per mm2, not "
                          "{:g}",
                          limit));
}

Result<void> CheckSums(std::string_view when, const TimepointCount& timepoint) {
  if (timepoint.blocks.empty()) return {};
  std::uint64_t count = 0;
  SquareMillimeters area;
  for (const CountBlock& block : timepoint.blocks) {
    count += block.count;
    area = area + block.area;
  }
  const double off = std::abs(area.value() - timepoint.area.value());
  if (count == timepoint.count &&
      off <= kAreaTolerance * timepoint.area.value()) {
    return {};
  }
  return Fail(
      ErrorReason::kInvalidArgument,
      fmt::format("{}: blocks have {} cells in {:g} mm2, not {} in {:g}", when,
                  count, area.value(), timepoint.count,
                  timepoint.area.value()));
}

// Checked, with blocks in order.
Result<TimepointCount> Checked(std::string_view when, TimepointCount timepoint,
                               Micrometers block_side) {
  const double area = timepoint.area.value();
  if (!(area >= 1e-6 && area <= 1e6)) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("{}: the area must be from 1e-06 to 1e+06 mm2, not "
                            "{:g}",
                            when, area));
  }
  if (timepoint.count > 1'000'000'000) {
    return Fail(
        ErrorReason::kInvalidArgument,
        fmt::format("{}: {} cells, more than 1e9", when, timepoint.count));
  }
  CQ_ASSIGN(timepoint.blocks, InOrder(std::move(timepoint.blocks), block_side));
  CQ_CHECK(CheckSums(when, timepoint));
  return timepoint;
}

ConfidenceBounds OfEffective(ConfidenceBounds bounds, std::string_view method) {
  bounds.method = method;
  return bounds;
}

void SetIntervals(const SamplePair& samples, Change& change) {
  const Rate& before = samples.before.rate;
  const Rate& after = samples.after.rate;
  if (before.count > 0.0) {
    change.ratio.value =
        (after.count / after.mm2) / (before.count / before.mm2);
  }
  change.difference.value = after.count / after.mm2 - before.count / before.mm2;
  // A bound on one side is a one-sided 95 % bound.
  const bool one_sided = before.count == 0.0 || after.count == 0.0;
  const double tail = one_sided ? kOneSidedTail : kTwoSidedTail;
  change.ratio.poisson = RatioBounds(before, after, tail);
  change.difference.poisson = DifferenceBounds(before, after, kTwoSidedTail);
  if (before.count == 0.0 && after.count == 0.0) return;
  // The design effect is inflated as for two sides: with few blocks a bound
  // would else hold a little too rarely (docs/algorithm.md, section 12).
  const RatePair effective =
      EffectiveRates(samples.before, samples.after, kTwoSidedTail);
  change.ratio.clustered =
      OfEffective(RatioBounds(effective.before, effective.after, tail),
                  "conditional_binomial_effective");
  change.difference.clustered = OfEffective(
      DifferenceBounds(effective.before, effective.after, kTwoSidedTail),
      "score_effective");
}

void SetBootstrap(const TimepointCount& before, const TimepointCount& after,
                  const BlockBootstrapOptions& options, Change& change) {
  PairIntervals drawn = PairBootstrap(before, after, options);
  change.ratio.bootstrap = drawn.ratio;
  change.difference.bootstrap = drawn.difference;
  change.ratio.bootstrap_refused = drawn.refused;
  change.difference.bootstrap_refused = drawn.refused;
}

void SetUpperBounds(const Sample& after, double recall, Change& change) {
  change.upper_bound_after =
      CellsPerSquareMillimeter(UpperRate(after.rate, kOneSidedTail) / recall);
  if (after.rate.count == 0.0) return;
  const Rate effective = EffectiveRate(after, kOneSidedTail);
  change.clustered_upper_bound_after =
      CellsPerSquareMillimeter(UpperRate(effective, kOneSidedTail) / recall);
}

void SetVerdict(const SamplePair& samples, const ChangeRules& rules,
                Change& change) {
  const Evidence evidence = Weigh(samples, rules);
  change.equivalence = evidence.equivalence;
  change.verdict = Decide(evidence, rules);
  change.reason = ReasonOf(change.verdict, evidence, rules);
  if (change.verdict == Verdict::kCleared) {
    change.holds_for_groups_of = HoldsForGroupsOf(
        samples.after.rate, *rules.cleared_below, rules.recall);
  }
  if (change.verdict == Verdict::kNotDecidable) {
    change.tissue_needed = TissueToDecide(samples, rules);
  }
}

}  // namespace

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kCleared:
      return "cleared";
    case Verdict::kReduced:
      return "reduced";
    case Verdict::kUnchanged:
      return "unchanged";
    case Verdict::kIncreased:
      return "increased";
    case Verdict::kNotDecidable:
      return "not_decidable";
  }
  return "";
}

Result<Change> MeasureChange(const TimepointCount& before,
                             const TimepointCount& after,
                             const ChangeRules& rules) {
  CQ_CHECK(CheckRules(rules));
  const Micrometers side = rules.bootstrap.block_side;
  CQ_ASSIGN(const TimepointCount was, Checked("before", before, side));
  CQ_ASSIGN(const TimepointCount is, Checked("after", after, side));
  Change change;
  change.before = AssessClustering(was);
  change.after = AssessClustering(is);
  const SamplePair samples{SampleOf(was, change.before),
                           SampleOf(is, change.after)};
  SetIntervals(samples, change);
  SetBootstrap(was, is, rules.bootstrap, change);
  SetUpperBounds(samples.after, rules.recall, change);
  SetVerdict(samples, rules, change);
  return change;
}

}  // namespace cellquant::core
