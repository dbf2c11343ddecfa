#include "core/regions/density.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace cellquant::core {
namespace {

constexpr double kTail = 0.025;     // each side of a two-sided 95 % interval
constexpr double kOneSided = 0.05;  // of a one-sided 95 % bound

// Of a number > 0 with three significant digits and no exponent: 0.0123, 1.23,
// 12.3, 123, 1234.
int Decimals(double value) {
  return std::max(0, 2 - static_cast<int>(std::floor(std::log10(value))));
}

}  // namespace

CellsPerSquareMillimeter Density(std::uint64_t count, SquareMillimeters area) {
  return CellsPerSquareMillimeter(static_cast<double>(count) / area.value());
}

DensityInterval PoissonInterval(std::uint64_t count, SquareMillimeters area) {
  const auto n = static_cast<double>(count);
  const double a = area.value();
  if (count == 0) {
    return {0.0, -std::log(kOneSided) / a, "poisson_upper", true};
  }
  // Half the quantiles of chi-squared with 2n and 2n + 2 degrees of freedom.
  return {boost::math::gamma_p_inv(n, kTail) / a,
          boost::math::gamma_q_inv(n + 1.0, kTail) / a, "garwood", false};
}

std::string RoundedUp(double value) {
  const int decimals = Decimals(value);
  const double scale = std::pow(10.0, decimals);
  // The binary fraction of 0.07 is a little more than 0.07, but not 0.0701.
  const double steps = std::ceil(value * scale * (1.0 - 1e-12));
  return fmt::format("{:.{}f}", steps / scale, decimals);
}

std::string DensityText(std::uint64_t count, SquareMillimeters area) {
  if (count == 0) return "< " + RoundedUp(PoissonInterval(0, area).high);
  const double density = Density(count, area).value();
  return fmt::format("{:.{}f}", density, Decimals(density));
}

}  // namespace cellquant::core
