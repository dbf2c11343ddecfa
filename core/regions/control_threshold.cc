#include "core/regions/control_threshold.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cellquant::core {
namespace {

constexpr double kStandardDeviations = 3.0;
constexpr double kLeastPositiveShare = 0.5;
constexpr double kSteps = 1000.0;  // the threshold is rounded to 0.001

tl::unexpected<Error> Refused(std::string message) {
  return Fail(ErrorReason::kStainProfileInvalid, std::move(message));
}

double MeanOf(const std::vector<OpticalDensity>& values) {
  double sum = 0.0;
  for (const OpticalDensity& value : values) sum += value.value();
  return sum / static_cast<double>(values.size());
}

// Of a sample: divided by n - 1.
double DeviationOf(const std::vector<OpticalDensity>& values, double mean) {
  double squares = 0.0;
  for (const OpticalDensity& value : values) {
    squares += (value.value() - mean) * (value.value() - mean);
  }
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

double ShareFrom(const std::vector<OpticalDensity>& values,
                 OpticalDensity least) {
  if (values.empty()) return 0.0;
  const auto above =
      std::count_if(values.begin(), values.end(),
                    [&](OpticalDensity value) { return value >= least; });
  return static_cast<double>(above) / static_cast<double>(values.size());
}

}  // namespace

Result<ControlThreshold> ThresholdOfControls(
    const std::vector<OpticalDensity>& negative,
    const std::vector<OpticalDensity>& positive) {
  if (negative.size() < kLeastControlCells) {
    return Refused(fmt::format(
        "the negative control has {} cells; a threshold needs at least {}",
        negative.size(), kLeastControlCells));
  }
  const double mean = MeanOf(negative);
  const double deviation = DeviationOf(negative, mean);
  const double limit =
      std::round((mean + kStandardDeviations * deviation) * kSteps) / kSteps;
  if (limit < kLowestControlThreshold || limit > kHighestControlThreshold) {
    return Refused(fmt::format(
        "the negative control's mean + 3 SD is {:.3f} ({:.3f} + 3 x {:.3f}), "
        "not within {:g} to {:g}",
        limit, mean, deviation, kLowestControlThreshold,
        kHighestControlThreshold));
  }
  const ControlThreshold found{
      OpticalDensity(limit),     OpticalDensity(mean),
      OpticalDensity(deviation), negative.size(),
      positive.size(),           ShareFrom(positive, OpticalDensity(limit))};
  if (!positive.empty() && found.positive_above_share < kLeastPositiveShare) {
    return Refused(fmt::format(
        "only {:.0f} % of the positive control's {} cells reach the threshold "
        "of {:.3f}",
        100.0 * found.positive_above_share, positive.size(), limit));
  }
  return found;
}

}  // namespace cellquant::core
