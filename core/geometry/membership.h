// Whether a point lies in a polygon: our own test, because the answer must be
// half-open.
//
// Even-odd rule: a ray to the left is crossed an odd number of times. An edge
// counts for y in [lower, upper) and a point exactly on an edge belongs to the
// side with larger x, so of the polygons that share an edge exactly one holds
// the point, and the counts of a partition add up to the whole. (The
// `contains` of geometry libraries leaves such points to both or to neither.)
#ifndef CELLQUANT_CORE_GEOMETRY_MEMBERSHIP_H_
#define CELLQUANT_CORE_GEOMETRY_MEMBERSHIP_H_

#include <cstdint>
#include <vector>

#include "core/geometry/polygon.h"

namespace cellquant::core {

// Answers point queries on one shape; built once, then thread-safe. Edges are
// kept in horizontal bands, so a query looks at the edges of one band.
class Membership {
 public:
  explicit Membership(const MultiPolygon& shape);

  bool Contains(Level0Point p) const;

  // Returns where the edges cross the line at height `y`, ascending. A point
  // (x, y) is contained exactly when an odd number of them is at most x.
  std::vector<double> CrossingsAt(double y) const;

 private:
  // lower.y <= upper.y: the order is fixed by the vertices and not by the
  // drawing direction, so that two polygons compute the same crossing.
  struct Edge {
    Level0Point lower;
    Level0Point upper;
  };

  // Calls visit(x) for each crossing with the line at `y`, in no order.
  template <class Visit>
  void ForEachCrossing(double y, Visit visit) const;

  void AddRing(const Ring& ring);
  std::size_t BandOf(double y) const;

  double top_ = 0.0;
  double bottom_ = 0.0;
  double band_height_ = 1.0;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::uint32_t>> bands_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_GEOMETRY_MEMBERSHIP_H_
