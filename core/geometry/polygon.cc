#include "core/geometry/polygon.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace cellquant::core {
namespace {

bool RowMajorLess(const Level0Point& a, const Level0Point& b) {
  return std::tie(a.y, a.x) < std::tie(b.y, b.x);
}

bool RingLess(const Ring& a, const Ring& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      RowMajorLess);
}

void NormalizeRing(Ring& ring, bool positive) {
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
  if (ring.empty()) return;
  if ((SignedAreaPx2(ring) > 0.0) != positive) {
    std::reverse(ring.begin(), ring.end());
  }
  std::rotate(ring.begin(),
              std::min_element(ring.begin(), ring.end(), RowMajorLess),
              ring.end());
}

}  // namespace

// Relative to the first vertex, so that a small ring far from the origin
// keeps its digits.
double SignedAreaPx2(const Ring& ring) {
  double twice = 0.0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x - ring[0].x;
    const double ay = ring[i].y - ring[0].y;
    const double bx = ring[i + 1].x - ring[0].x;
    const double by = ring[i + 1].y - ring[0].y;
    twice += ax * by - bx * ay;
  }
  return twice / 2.0;
}

double AreaPx2(const MultiPolygon& shape) {
  double area = 0.0;
  for (const Polygon& part : shape) {
    area += std::abs(SignedAreaPx2(part.exterior));
    for (const Ring& hole : part.holes) area -= std::abs(SignedAreaPx2(hole));
  }
  return area;
}

SquareMillimeters Area(const MultiPolygon& shape, MicronsPerPixel mpp) {
  return ToSquareMillimeters(
      SquareMicrometers(AreaPx2(shape) * mpp.PixelArea().value()));
}

bool IsNextToNothing(const MultiPolygon& left, const MultiPolygon& whole) {
  return AreaPx2(left) <= 1e-9 * AreaPx2(whole);
}

std::size_t VertexCount(const MultiPolygon& shape) {
  std::size_t vertices = 0;
  for (const Polygon& part : shape) {
    vertices += part.exterior.size();
    for (const Ring& hole : part.holes) vertices += hole.size();
  }
  return vertices;
}

Level0Rect Bounds(const MultiPolygon& shape) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  double left = kInfinity;
  double top = kInfinity;
  double right = -kInfinity;
  double bottom = -kInfinity;
  for (const Polygon& part : shape) {
    for (const Level0Point& p : part.exterior) {
      left = std::min(left, p.x);
      top = std::min(top, p.y);
      right = std::max(right, p.x);
      bottom = std::max(bottom, p.y);
    }
  }
  if (!(left <= right)) return {};
  const auto x = static_cast<std::int64_t>(std::floor(left));
  const auto y = static_cast<std::int64_t>(std::floor(top));
  return {x, y, static_cast<std::int64_t>(std::ceil(right)) - x,
          static_cast<std::int64_t>(std::ceil(bottom)) - y};
}

MultiPolygon Normalized(MultiPolygon shape) {
  for (Polygon& part : shape) {
    NormalizeRing(part.exterior, /*positive=*/true);
    for (Ring& hole : part.holes) NormalizeRing(hole, /*positive=*/false);
    std::sort(part.holes.begin(), part.holes.end(), RingLess);
  }
  std::sort(shape.begin(), shape.end(), [](const Polygon& a, const Polygon& b) {
    return RingLess(a.exterior, b.exterior);
  });
  return shape;
}

}  // namespace cellquant::core
