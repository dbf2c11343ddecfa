#include "core/geometry/lattice_area.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cellquant::core {
namespace {

// The k with k side <= value < (k + 1) side, as these products are rounded.
std::int64_t Interval(double value, double side) {
  const double k = std::floor(value / side);
  const double below = value < k * side ? 1.0 : 0.0;
  const double above = value >= (k + 1.0) * side ? 1.0 : 0.0;
  return static_cast<std::int64_t>(k - below + above);
}

Ring RingOf(const Ring& ring, bool positive) {
  const double area = SignedAreaPx2(ring);
  if ((area > 0.0) == positive) return ring;
  return {ring.rbegin(), ring.rend()};
}

class Accumulator {
 public:
  Accumulator(const Level0Rect& bounds, const Lattice& lattice)
      : lattice_(lattice) {
    areas_.first_column = lattice.Column(static_cast<double>(bounds.x));
    areas_.first_row = lattice.Row(static_cast<double>(bounds.y));
    areas_.columns = lattice.Column(static_cast<double>(bounds.right())) -
                     areas_.first_column + 1;
    areas_.rows = lattice.Row(static_cast<double>(bounds.bottom())) -
                  areas_.first_row + 1;
    const auto size = static_cast<std::size_t>(areas_.columns * areas_.rows);
    areas_.px2.resize(size, 0.0);
    cover_.resize(size, 0.0);
  }

  void AddRing(const Ring& ring) {
    for (std::size_t k = 0; k < ring.size(); ++k) {
      AddEdge(ring[k], ring[(k + 1) % ring.size()]);
    }
  }

  LatticeAreas Finish() {
    for (std::int64_t row = 0; row < areas_.rows; ++row) SpreadLeft(row);
    return std::move(areas_);
  }

 private:
  // From top to bottom, whatever the drawing direction: two shapes that share
  // an edge cut it at the same points.
  void AddEdge(Level0Point a, Level0Point b) {
    if (a.y == b.y) return;
    const double sign = a.y < b.y ? 1.0 : -1.0;
    if (a.y > b.y) std::swap(a, b);
    const double slope = (b.x - a.x) / (b.y - a.y);
    const std::int64_t last = lattice_.Row(b.y);
    Level0Point from = a;
    for (std::int64_t row = lattice_.Row(a.y); row < last; ++row) {
      const double y = static_cast<double>(row + 1) * lattice_.height_px;
      const Level0Point to{a.x + (y - a.y) * slope, y};
      AddWithinRow(row, from, to, sign);
      from = to;
    }
    AddWithinRow(last, from, b, sign);
  }

  // From left to right, for the same reason.
  void AddWithinRow(std::int64_t row, Level0Point a, Level0Point b,
                    double sign) {
    if (a.x > b.x) {
      std::swap(a, b);
      sign = -sign;
    }
    const std::int64_t last = lattice_.Column(b.x);
    Level0Point from = a;
    for (std::int64_t column = lattice_.Column(a.x); column < last; ++column) {
      const double x = static_cast<double>(column + 1) * lattice_.width_px;
      const Level0Point to{x, a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y)};
      AddWithinCell(column, row, from, to, sign);
      from = to;
    }
    AddWithinCell(last, row, from, b, sign);
  }

  void AddWithinCell(std::int64_t column, std::int64_t row, Level0Point a,
                     Level0Point b, double sign) {
    // A crossing computed beyond the edge's end may round out of the bounds.
    column = std::clamp(column, areas_.first_column,
                        areas_.first_column + areas_.columns - 1);
    const std::size_t at = areas_.Index(column, row);
    const double left = static_cast<double>(column) * lattice_.width_px;
    const double height = sign * (b.y - a.y);
    areas_.px2[at] += height * ((a.x - left) + (b.x - left)) / 2.0;
    cover_[at] += height;
  }

  void SpreadLeft(std::int64_t row) {
    double height = 0.0;
    for (std::int64_t column = areas_.columns; column-- > 0;) {
      const auto at = static_cast<std::size_t>(row * areas_.columns + column);
      areas_.px2[at] += height * lattice_.width_px;
      height += cover_[at];
    }
  }

  Lattice lattice_;
  LatticeAreas areas_;
  std::vector<double> cover_;  // height of the edges in a cell, with sign
};

}  // namespace

std::int64_t Lattice::Column(double x) const { return Interval(x, width_px); }
std::int64_t Lattice::Row(double y) const { return Interval(y, height_px); }

LatticeAreas AreasWithin(const MultiPolygon& shape, const Lattice& lattice) {
  if (shape.empty()) return {};
  Accumulator accumulator(Bounds(shape), lattice);
  for (const Polygon& part : shape) {
    accumulator.AddRing(RingOf(part.exterior, /*positive=*/true));
    for (const Ring& hole : part.holes) {
      accumulator.AddRing(RingOf(hole, /*positive=*/false));
    }
  }
  return accumulator.Finish();
}

}  // namespace cellquant::core
