#include "core/compare/tissue_needed.h"

#include <algorithm>

namespace cellquant::core {
namespace {

// More cells than any slide holds, and as far as the functions of Boost.Math
// are known to agree with others.
constexpr double kMostCells = 1e10;

// A plan needs no more digits.
constexpr double kStep = 0.01;

// At least 1: there are at most 1e9 cells (core/compare/change.h).
double MostFactor(const SamplePair& samples) {
  const double cells =
      std::max({1.0, samples.before.rate.count, samples.after.rate.count});
  return std::min(kMostTissue, kMostCells / cells);
}

Verdict VerdictAt(double factor, const SamplePair& samples,
                  const ChangeRules& rules) {
  const SamplePair more{Scaled(samples.before, factor),
                        Scaled(samples.after, factor)};
  return Decide(Weigh(more, rules), rules);
}

}  // namespace

std::optional<TissueNeeded> TissueToDecide(const SamplePair& samples,
                                           const ChangeRules& rules) {
  const auto decides = [&](double factor) {
    return VerdictAt(factor, samples, rules) != Verdict::kNotDecidable;
  };
  const double most = MostFactor(samples);
  double too_little = 1.0;
  double enough = 1.0;
  while (!decides(enough)) {
    if (enough >= most) return std::nullopt;
    too_little = enough;
    enough = std::min(2.0 * enough, most);
  }
  while (enough - too_little > kStep * too_little) {
    const double middle = too_little + (enough - too_little) / 2.0;
    (decides(middle) ? enough : too_little) = middle;
  }
  const Verdict verdict = VerdictAt(enough, samples, rules);
  const double before = verdict == Verdict::kCleared ? 1.0 : enough;
  return TissueNeeded{
      .before = SquareMillimeters(samples.before.rate.mm2 * before),
      .after = SquareMillimeters(samples.after.rate.mm2 * enough),
      .verdict = verdict};
}

}  // namespace cellquant::core
