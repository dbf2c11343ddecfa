#include "core/regions/limits.h"

#include <fmt/format.h>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <string_view>

namespace cellquant::core {
namespace {

constexpr double kAlpha = 0.05;  // 1 - kLimitConfidence, which rounds up
// More cells than any slide holds, and as far as the functions of Boost.Math
// are known to agree with others.
constexpr std::uint64_t kMaxCount = 1'000'000'000;

// NaN is outside every range.
Result<void> CheckRange(std::string_view what, double value, double low,
                        double high) {
  if (value >= low && value <= high) return {};
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("{} must be from {:g} to {:g}, not {:g}", what, low,
                          high, value));
}

Result<void> CheckArea(std::string_view what, SquareMillimeters area) {
  return CheckRange(what, area.value(), kSmallestLimitArea.value(), 1e6);
}

Result<void> CheckRecall(double recall) {
  return CheckRange("recall", recall, 0.001, 1.0);
}

Result<void> CheckCount(std::string_view what, std::uint64_t count) {
  return CheckRange(what, static_cast<double>(count), 0.0,
                    static_cast<double>(kMaxCount));
}

// The Poisson mean at which `count` or fewer are found with probability 0.05.
double UpperMean(std::uint64_t count) {
  return boost::math::gamma_q_inv(static_cast<double>(count) + 1.0, kAlpha);
}

// The Poisson mean at which `count` or more are found with this probability.
double MeanThatReaches(std::uint64_t count, double probability) {
  if (count == 0) return 0.0;
  return boost::math::gamma_p_inv(static_cast<double>(count), probability);
}

// P(X >= count) of X binomial with count + B trials and p = area / (area +
// control area): the incomplete beta function I_p(count, B + 1). It falls as
// `count` grows, for the same control.
double ChanceOfAsMany(std::uint64_t count, const NegativeControl& control,
                      SquareMillimeters area) {
  const double both = area.value() + control.area.value();
  const auto n = static_cast<double>(count);
  const double b = static_cast<double>(control.false_positives) + 1.0;
  // By the smaller of p and 1 - p, the digits of which are all there.
  if (area < control.area) return boost::math::ibeta(n, b, area.value() / both);
  return boost::math::ibetac(b, n, control.area.value() / both);
}

Result<std::uint64_t> DecisionCount(const NegativeControl& control,
                                    SquareMillimeters area) {
  const auto significant = [&](std::uint64_t count) {
    return ChanceOfAsMany(count, control, area) <= kAlpha;
  };
  if (!significant(kMaxCount)) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("a control of {:g} mm2 with {} false positives "
                            "says nothing about a sample of {:g} mm2",
                            control.area.value(), control.false_positives,
                            area.value()));
  }
  std::uint64_t below = 0;  // none is never significant
  std::uint64_t enough = kMaxCount;
  while (enough - below > 1) {
    const std::uint64_t middle = below + (enough - below) / 2;
    (significant(middle) ? enough : below) = middle;
  }
  return enough;
}

}  // namespace

Result<CellsPerSquareMillimeter> UpperBound(std::uint64_t count,
                                            SquareMillimeters area,
                                            double recall) {
  CQ_CHECK(CheckCount("the count", count));
  CQ_CHECK(CheckArea("the area in mm2", area));
  CQ_CHECK(CheckRecall(recall));
  return CellsPerSquareMillimeter(UpperMean(count) / (area.value() * recall));
}

Result<SquareMillimeters> AreaToClaimBelow(CellsPerSquareMillimeter below,
                                           std::uint64_t found, double recall) {
  CQ_CHECK(CheckRange("the density per mm2", below.value(), 1e-6, 1e6));
  CQ_CHECK(CheckCount("the count", found));
  CQ_CHECK(CheckRecall(recall));
  return SquareMillimeters(UpperMean(found) / (below.value() * recall));
}

Result<DetectionLimits> LimitsAgainst(const NegativeControl& control,
                                      SquareMillimeters area, double recall) {
  CQ_CHECK(CheckCount("the control's count", control.false_positives));
  CQ_CHECK(CheckArea("the control's area in mm2", control.area));
  CQ_CHECK(CheckArea("the area in mm2", area));
  CQ_CHECK(CheckRecall(recall));
  CQ_ASSIGN(const std::uint64_t count, DecisionCount(control, area));
  const double false_per_mm2 =
      MeanThatReaches(control.false_positives, kAlpha) / control.area.value();
  const double all_per_mm2 =
      MeanThatReaches(count, kLimitConfidence) / area.value();
  return DetectionLimits{
      .decision_count = count,
      .decision =
          CellsPerSquareMillimeter(static_cast<double>(count) / area.value()),
      .detection =
          CellsPerSquareMillimeter((all_per_mm2 - false_per_mm2) / recall)};
}

}  // namespace cellquant::core
