// A positivity threshold from control tissue that a person marked on a slide:
// the mean and three standard deviations of the cells that should be negative,
// the usual limit of a blank (docs/algorithm.md, section 3).
#ifndef CELLQUANT_CORE_REGIONS_CONTROL_THRESHOLD_H_
#define CELLQUANT_CORE_REGIONS_CONTROL_THRESHOLD_H_

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"

namespace cellquant::core {

inline constexpr std::size_t kLeastControlCells = 100;
inline constexpr double kLowestControlThreshold = 0.12;
inline constexpr double kHighestControlThreshold = 0.35;

struct ControlThreshold {
  OpticalDensity threshold;  // mean + 3 SD, rounded to 0.001
  OpticalDensity mean;       // of the negative control
  OpticalDensity standard_deviation;
  std::size_t negative_cells = 0;
  std::size_t positive_cells = 0;     // in the positive control; 0: none given
  double positive_above_share = 0.0;  // of those, at or above the threshold
};

// Returns the threshold for cells with these optical densities of DAB in the
// protocol's compartment. Fails with kStainProfileInvalid when there are fewer
// than 100 negative cells, when the threshold is not within 0.12 to 0.35 -
// the control is then stained, or not what it is said to be - and when fewer
// than half of the positive control's cells reach it.
Result<ControlThreshold> ThresholdOfControls(
    const std::vector<OpticalDensity>& negative,
    const std::vector<OpticalDensity>& positive);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_CONTROL_THRESHOLD_H_
