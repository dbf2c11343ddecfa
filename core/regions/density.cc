#include "core/regions/density.h"

#include <fmt/format.h>

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace cellquant::core {
namespace {

constexpr double kTail = 0.025;     // each side of a two-sided 95 % interval
constexpr double kOneSided = 0.05;  // of a one-sided 95 % bound

// Three significant digits without an exponent: 0.0123, 1.23, 12.3, 123, 1234.
std::string Digits(double value) {
  if (value <= 0.0) return "0";
  const int magnitude = static_cast<int>(std::floor(std::log10(value)));
  return fmt::format("{:.{}f}", value, std::max(0, 2 - magnitude));
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

std::string DensityText(std::uint64_t count, SquareMillimeters area) {
  if (count == 0) return "< " + Digits(PoissonInterval(0, area).high);
  return Digits(Density(count, area).value());
}

}  // namespace cellquant::core
