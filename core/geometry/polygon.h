// Polygons with holes, in level-0 pixels.
#ifndef CELLQUANT_CORE_GEOMETRY_POLYGON_H_
#define CELLQUANT_CORE_GEOMETRY_POLYGON_H_

#include <cstddef>
#include <vector>

#include "core/base/units.h"
#include "core/geometry/frames.h"

namespace cellquant::core {

// At least three vertices; the last is joined to the first and not repeated.
using Ring = std::vector<Level0Point>;

struct Polygon {
  Ring exterior;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

// Parts that do not overlap; one region may have several.
using MultiPolygon = std::vector<Polygon>;

// Returns a ring's area in square level-0 pixels by the shoelace formula about
// its first vertex: positive where x turns towards y, so clockwise as seen on
// the screen, negative for the other way round.
double SignedAreaPx2(const Ring& ring);

// Returns the enclosed area in square level-0 pixels, holes taken off, by the
// shoelace formula about each ring's first vertex. Never negative for a valid
// polygon.
double AreaPx2(const MultiPolygon& shape);

// Returns the enclosed area with pixels of size `mpp`.
SquareMillimeters Area(const MultiPolygon& shape, MicronsPerPixel mpp);

// Whether `left`, a part of `whole`, is no more than rounding leaves of
// nothing: a billionth of the area.
bool IsNextToNothing(const MultiPolygon& left, const MultiPolygon& whole);

// Returns the number of vertices of all rings.
std::size_t VertexCount(const MultiPolygon& shape);

// Returns the smallest rectangle of whole pixels that holds the shape.
Level0Rect Bounds(const MultiPolygon& shape);

// Returns the same shape in the one form that all equal drawings share: each
// ring begins at its smallest vertex by (y, x), exteriors run one way and
// holes the other, vertices that repeat their predecessor are dropped, parts
// and holes are sorted. Area, membership and the report's digest do not depend
// on how a program wrote the polygon down.
MultiPolygon Normalized(MultiPolygon shape);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_GEOMETRY_POLYGON_H_
