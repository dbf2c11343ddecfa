#include "core/phantom/star_shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cellquant::core {
namespace {

constexpr int kDirections = 1024;

// A number in [0, 4] that grows with the angle of (x, y), by one division:
// every machine computes the same bits, which the C library's atan2 does not
// promise.
double PseudoAngle(double x, double y) {
  const double sum = std::abs(x) + std::abs(y);
  if (sum == 0.0) return 0.0;
  const double t = y / sum;
  if (x < 0.0) return 2.0 - t;
  return y < 0.0 ? 4.0 + t : t;
}

// The angle whose pseudo-angle is `t`.
double AngleOf(double t) {
  const double fold = t - 4.0 * std::floor(t / 4.0);
  const double y = fold <= 1.0 ? fold : (fold <= 3.0 ? 2.0 - fold : fold - 4.0);
  const double x = 1.0 - std::abs(y);
  return std::atan2(y, fold > 1.0 && fold < 3.0 ? -x : x);
}

}  // namespace

StarShape::StarShape(MicronPoint center,
                     const std::function<double(double)>& radius_um)
    : center_(center), radii_(kDirections + 1) {
  for (int k = 0; k < kDirections; ++k) {
    const double radius = radius_um(AngleOf(4.0 * k / kDirections));
    // To 1/64 um, so that the last bit of a sine does not matter.
    radii_[static_cast<std::size_t>(k)] =
        static_cast<float>(std::round(radius * 64.0) / 64.0);
  }
  radii_.back() = radii_.front();
  largest_ = *std::max_element(radii_.begin(), radii_.end());
}

double StarShape::RadiusToward(double dx, double dy) const {
  const double t = PseudoAngle(dx, dy) * (kDirections / 4.0);
  const auto k =
      std::min<std::size_t>(static_cast<std::size_t>(t), kDirections - 1);
  const double f = t - static_cast<double>(k);
  return radii_[k] * (1.0 - f) + radii_[k + 1] * f;
}

double StarShape::Relative(MicronPoint p) const {
  const double dx = p.x - center_.x;
  const double dy = p.y - center_.y;
  return std::sqrt(dx * dx + dy * dy) / RadiusToward(dx, dy);
}

double StarShape::Depth(MicronPoint p) const {
  const double dx = p.x - center_.x;
  const double dy = p.y - center_.y;
  return RadiusToward(dx, dy) - std::sqrt(dx * dx + dy * dy);
}

std::vector<MicronPoint> StarShape::Outline(int vertices, double scale,
                                            double offset_um) const {
  std::vector<MicronPoint> points;
  for (int k = 0; k < vertices; ++k) {
    const double angle = 2.0 * std::numbers::pi * k / vertices;
    const double dx = std::cos(angle);
    const double dy = std::sin(angle);
    const double r = RadiusToward(dx, dy) * scale + offset_um;
    points.push_back({center_.x + r * dx, center_.y + r * dy});
  }
  return points;
}

}  // namespace cellquant::core
