#include "core/stain/stain_vectors.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cellquant::core {
namespace {

double Dot(const StainVector& a, const StainVector& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

}  // namespace

StainVector Unit(StainVector v) {
  const double length = std::sqrt(Dot(v, v));
  return {v[0] / length, v[1] / length, v[2] / length};
}

StainVector Residual(const StainVectors& stains) {
  const auto& [h, d] = stains;
  return Unit({h[1] * d[2] - h[2] * d[1], h[2] * d[0] - h[0] * d[2],
               h[0] * d[1] - h[1] * d[0]});
}

double AngleDegrees(const StainVector& a, const StainVector& b) {
  const double cosine = std::clamp(Dot(Unit(a), Unit(b)), -1.0, 1.0);
  return std::acos(cosine) * 180.0 / std::numbers::pi;
}

}  // namespace cellquant::core
