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
  return EllipseRing({(a.x + b.x) / 2.0, (a.y + b.y) / 2.0},
                     {std::abs(b.x - a.x) / 2.0, 0.0},
                     {0.0, std::abs(b.y - a.y) / 2.0});
}

Ring EllipseRing(Level0Point center, Level0Point a, Level0Point b) {
  Ring ring;
  ring.reserve(kEllipseSides);
  for (int i = 0; i < kEllipseSides; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / kEllipseSides;
    ring.push_back({center.x + a.x * std::cos(angle) + b.x * std::sin(angle),
                    center.y + a.y * std::cos(angle) + b.y * std::sin(angle)});
  }
  return ring;
}

}  // namespace cellquant::core
