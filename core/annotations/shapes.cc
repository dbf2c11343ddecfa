#include "core/annotations/shapes.h"

#include <cmath>
#include <numbers>

namespace cellquant::core {
namespace {

constexpr int kEllipseSides = 720;

}  // namespace

Ring RectangleRing(Level0Point a, Level0Point b) {
  return {{a.x, a.y}, {b.x, a.y}, {b.x, b.y}, {a.x, b.y}};
}

Ring EllipseRing(Level0Point a, Level0Point b) {
  const Level0Point center{(a.x + b.x) / 2.0, (a.y + b.y) / 2.0};
  const double rx = std::abs(b.x - a.x) / 2.0;
  const double ry = std::abs(b.y - a.y) / 2.0;
  Ring ring;
  ring.reserve(kEllipseSides);
  for (int i = 0; i < kEllipseSides; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / kEllipseSides;
    ring.push_back(
        {center.x + rx * std::cos(angle), center.y + ry * std::sin(angle)});
  }
  return ring;
}

}  // namespace cellquant::core
