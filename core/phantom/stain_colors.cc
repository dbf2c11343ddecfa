#include "core/phantom/stain_colors.h"

#include <cmath>
#include <cstddef>
#include <numbers>

namespace cellquant::core {
namespace {

StainVector Combined(double a, const StainVector& u, double b,
                     const StainVector& v) {
  StainVector sum{};
  for (std::size_t c = 0; c < 3; ++c) sum[c] = a * u[c] + b * v[c];
  return sum;
}

}  // namespace

StainVectors PhantomStains(const PhantomOptions& options) {
  StainVectors stains;
  stains.hematoxylin = Unit(stains.hematoxylin);
  stains.dab = Unit(stains.dab);
  if (options.stain_angle_deg == 0.0) return stains;
  // An axis of the plane perpendicular to hematoxylin, on DAB's side.
  double along = 0.0;
  for (std::size_t c = 0; c < 3; ++c) {
    along += stains.hematoxylin[c] * stains.dab[c];
  }
  const StainVector h = stains.hematoxylin;
  const StainVector across = Unit(Combined(1.0, stains.dab, -along, h));
  const double angle = options.stain_angle_deg * std::numbers::pi / 180.0;
  const double between = std::acos(along);
  stains.hematoxylin = Combined(std::cos(angle), h, std::sin(angle), across);
  stains.dab =
      Combined(std::cos(between + angle), h, std::sin(between + angle), across);
  return stains;
}

}  // namespace cellquant::core
