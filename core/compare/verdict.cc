#include "core/compare/verdict.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/compare/confidence_bounds.h"
#include "core/compare/rates.h"
#include "core/regions/density.h"

namespace cellquant::core {
namespace {

ConfidenceBounds WiderRatio(const SamplePair& samples, double tail) {
  const RatePair effective =
      EffectiveRates(samples.before, samples.after, tail);
  return Wider(RatioBounds(samples.before.rate, samples.after.rate, tail),
               RatioBounds(effective.before, effective.after, tail));
}

double WiderUpper(const Sample& sample) {
  return std::max(
      UpperRate(sample.rate, kOneSidedTail),
      UpperRate(EffectiveRate(sample, kOneSidedTail), kOneSidedTail));
}

std::string Text(const ConfidenceBounds& bounds) {
  if (!bounds.low && !bounds.high) return "no interval of the ratio";
  if (!bounds.high) {
    return fmt::format("the ratio's lower 97.5 % bound, {:.4g},", *bounds.low);
  }
  if (bounds.one_sided) {
    return fmt::format("the ratio's upper 97.5 % bound, {:.4g},", *bounds.high);
  }
  return fmt::format("the ratio's 95 % interval, {:.4g} to {:.4g},",
                     *bounds.low, *bounds.high);
}

// "<" says that none was found.
std::string UpperText(const Evidence& evidence) {
  const std::string bound = RoundedUp(evidence.upper_after.value());
  return evidence.none_after
             ? fmt::format("< {} per mm2 after", bound)
             : fmt::format("the upper bound after is {} per mm2", bound);
}

std::string ClearedReason(const Evidence& evidence, double limit) {
  const bool was_so = evidence.density_before.value() < limit;
  return fmt::format("{}, below the limit of {:g}{}", UpperText(evidence),
                     limit,
                     was_so ? "; the density was below it before, too" : "");
}

std::string NotClearedReason(const Evidence& evidence,
                             const ChangeRules& rules) {
  if (!rules.cleared_below) return "";
  return fmt::format("; {}, not below the limit of {:g}", UpperText(evidence),
                     rules.cleared_below->value());
}

std::string OpenReason(const Evidence& evidence, const ChangeRules& rules) {
  const ConfidenceBounds& ratio = evidence.ratio;
  if (!ratio.low && !ratio.high)
    return "no positive cell found at either timepoint";
  const std::string margin =
      fmt::format("within {:g} to {:g}", rules.margin_low, rules.margin_high);
  if (ratio.one_sided) {
    return fmt::format("{} leaves 1 possible", Text(ratio));
  }
  return fmt::format(
      "{} holds 1, and its 90 % interval, {:.4g} to {:.4g}, is "
      "not {}",
      Text(ratio), *evidence.equivalence.low, *evidence.equivalence.high,
      margin);
}

}  // namespace

Evidence Weigh(const SamplePair& samples, const ChangeRules& rules) {
  const Rate& before = samples.before.rate;
  return {
      .ratio = WiderRatio(samples, kTwoSidedTail),
      .equivalence = WiderRatio(samples, kOneSidedTail),
      .upper_after =
          CellsPerSquareMillimeter(WiderUpper(samples.after) / rules.recall),
      .density_before =
          CellsPerSquareMillimeter(before.count / before.mm2 / rules.recall),
      .none_after = samples.after.rate.count == 0.0};
}

Verdict Decide(const Evidence& evidence, const ChangeRules& rules) {
  if (rules.cleared_below && evidence.upper_after < *rules.cleared_below) {
    return Verdict::kCleared;
  }
  const ConfidenceBounds& margin = evidence.equivalence;
  if (margin.low && margin.high && *margin.low >= rules.margin_low &&
      *margin.high <= rules.margin_high) {
    return Verdict::kUnchanged;
  }
  const ConfidenceBounds& ratio = evidence.ratio;
  if (ratio.high && *ratio.high < 1.0) return Verdict::kReduced;
  if (ratio.low && *ratio.low > 1.0) return Verdict::kIncreased;
  return Verdict::kNotDecidable;
}

std::string ReasonOf(Verdict verdict, const Evidence& evidence,
                     const ChangeRules& rules) {
  switch (verdict) {
    case Verdict::kCleared:
      return ClearedReason(evidence, rules.cleared_below->value());
    case Verdict::kUnchanged:
      return fmt::format(
          "the ratio's 90 % interval, {:.4g} to {:.4g}, is within {:g} to {:g}",
          *evidence.equivalence.low, *evidence.equivalence.high,
          rules.margin_low, rules.margin_high);
    case Verdict::kReduced:
      return Text(evidence.ratio) + " is below 1" +
             NotClearedReason(evidence, rules);
    case Verdict::kIncreased:
      return Text(evidence.ratio) + " is above 1";
    case Verdict::kNotDecidable:
      return OpenReason(evidence, rules) + NotClearedReason(evidence, rules);
  }
  return "";
}

double HoldsForGroupsOf(const Rate& after,
                        CellsPerSquareMillimeter cleared_below, double recall) {
  const auto bound = [&](double size) {
    const double groups = after.count / size;
    const double least = after.count > 0.0 ? 1.0 : 0.0;
    return UpperRate({std::max(least, groups), after.mm2 / size},
                     kOneSidedTail) /
           recall;
  };
  const double limit = cleared_below.value();
  // From as many cells as were found on, the bound is proportional to the size.
  const double most = std::max(1.0, after.count);
  if (bound(most) <= limit) return most * limit / bound(most);
  double holds = 1.0;
  double fails = most;
  for (;;) {
    const double middle = holds + (fails - holds) / 2.0;
    if (middle <= holds || middle >= fails) return holds;
    (bound(middle) <= limit ? holds : fails) = middle;
  }
}

}  // namespace cellquant::core
