// What a count of few cells, or of none, allows to be said.
//
// Zero found is not zero present: there is an upper bound, and a tissue area
// that it takes to claim one. A few found are not proof either, where tissue
// without any such cell gives false positives: the decision limit is the count
// that exceeds them, the detection limit the density that reaches it reliably
// (the terms of Currie, Anal Chem 40:586, 1968). Currie's own formulas hold for
// many counts and equal areas only; these are exact for Poisson counts of any
// size. docs/algorithm.md, section 9, has the equations.
//
// Counts are taken as Poisson. Where cells, or false positives, cluster, all
// limits here are too optimistic. Recall is the probability, above 0 and at
// most 1, that a cell which is there is found; it is taken as known.
//
// All functions are pure and thread-safe. They fail with kInvalidArgument when
// an area is outside 1e-6 to 1e6 mm2, a recall outside 0.001 to 1, or a count
// above 1e9.
#ifndef CELLQUANT_CORE_REGIONS_LIMITS_H_
#define CELLQUANT_CORE_REGIONS_LIMITS_H_

#include <cstdint>

#include "core/base/result.h"
#include "core/base/units.h"

namespace cellquant::core {

// Of every bound and limit here, one-sided.
inline constexpr double kLimitConfidence = 0.95;

// The smallest area that anything is said about.
inline constexpr SquareMillimeters kSmallestLimitArea{1e-6};

// Returns the one-sided 95 % upper bound of the true density when `count` cells
// were found in `area`: half the 0.95 quantile of chi-squared with 2 count + 2
// degrees of freedom, over area x recall (Garwood, Biometrika 28:437, 1936).
// For none found that is -ln(0.05) / (area x recall), about 3 / area.
Result<CellsPerSquareMillimeter> UpperBound(std::uint64_t count,
                                            SquareMillimeters area,
                                            double recall);

// Returns the least area in which a count of `found` or fewer has an upper
// bound of at most `below`: the inverse of UpperBound. `below` must be within
// 1e-6 to 1e6 per mm2.
Result<SquareMillimeters> AreaToClaimBelow(CellsPerSquareMillimeter below,
                                           std::uint64_t found, double recall);

// Tissue known to hold no such cell, and what was "found" in it nevertheless.
struct NegativeControl {
  std::uint64_t false_positives = 0;
  SquareMillimeters area;
};

struct DetectionLimits {
  // The smallest count in the sample that is significantly above the control,
  // at least 1. Below it the result is "< upper bound", and not a number.
  std::uint64_t decision_count = 0;
  // That count over the sample's area: as measured, false positives included,
  // not divided by recall.
  CellsPerSquareMillimeter decision;
  // The smallest true density, false positives not included, at which the
  // decision limit is reached with a probability of at least 95 %.
  CellsPerSquareMillimeter detection;
};

// Returns the limits of a sample of `area`, against a control of its own area.
//
// Decision: given N + B cells in all, N of them in the sample, N is binomial
// with p = area / (area + control area) if the sample holds no cell either
// (Przyborowski & Wilenski, Biometrika 31:313, 1940). The decision limit is the
// smallest N with P(N or more) <= 0.05. Binomials are discrete, so false alarms
// are rarer than 5 %, whatever the true rate of false positives.
//
// Detection: false positives help to reach the decision limit, so assuming many
// of them would promise too much. They are assumed at the one-sided 95 % lower
// bound of their rate, 0 when the control has none; at the rate observed, the
// limit would come out below Currie's, because B may be high by chance.
//
// Fails also when the decision limit exceeds 1e9 cells: so small a control says
// nothing about so large a sample.
Result<DetectionLimits> LimitsAgainst(const NegativeControl& control,
                                      SquareMillimeters area, double recall);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_LIMITS_H_
