// Cells per mm2, and how far counting error alone lets it be trusted.
#ifndef CELLQUANT_CORE_REGIONS_DENSITY_H_
#define CELLQUANT_CORE_REGIONS_DENSITY_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/units.h"

namespace cellquant::core {

// A 95 % interval of a density, in cells per mm2.
struct DensityInterval {
  double low = 0.0;
  double high = 0.0;
  std::string_view method;
  bool one_sided = false;
};

// Returns the density of `count` cells in `area`, which must be positive.
CellsPerSquareMillimeter Density(std::uint64_t count, SquareMillimeters area);

// Returns the exact Poisson interval of a density (Garwood, Biometrika 28:437,
// 1936): two-sided 95 %, from quantiles of the gamma distribution. With no cell
// found it is the one-sided 95 % upper bound -ln(0.05) / area, about 3 / area:
// zero found is not zero present.
DensityInterval PoissonInterval(std::uint64_t count, SquareMillimeters area);

// Returns `value` > 0 with three significant digits, rounded up, as bounds and
// areas of tissue needed are to be printed: what is read off still holds.
std::string RoundedUp(double value);

// Returns the density as it is to be printed: three significant digits, "12.3",
// or "< 3.00" with the upper bound, rounded up, when nothing was found.
std::string DensityText(std::uint64_t count, SquareMillimeters area);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_DENSITY_H_
