// Whether a drawn polygon has an area that means something; unions and
// differences. The only user of GEOS, the C++ port of the library that QuPath
// uses.
#ifndef CELLQUANT_CORE_GEOMETRY_VALIDITY_H_
#define CELLQUANT_CORE_GEOMETRY_VALIDITY_H_

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/polygon.h"

namespace cellquant::core {

// Returns why `shape` is not valid by the OGC rules, with the place, for
// example "Self-intersection at (120, 48.5)"; nothing when it is valid. Each
// ring must have at least three distinct vertices. Thread-safe.
std::optional<std::string> WhyInvalid(const MultiPolygon& shape);

// Returns a valid shape made of one that is not: outer rings are joined, holes
// taken off, spikes dropped (GEOS's method "structure"). Empty when nothing is
// left. Each ring must have at least three distinct vertices. Thread-safe.
Result<MultiPolygon> MadeValid(const MultiPolygon& shape);

// Returns, for each of the valid `others`, whether it has a point in common
// with the valid `shape`; quick for many of them. Thread-safe.
std::vector<bool> MeetWith(const MultiPolygon& shape,
                           const std::vector<const MultiPolygon*>& others);

// Returns what of the valid `shape` is not in the valid `taken_off`,
// normalised; empty when nothing is. Where their outlines do not meet, vertices
// stay the very same. Thread-safe.
Result<MultiPolygon> Difference(const MultiPolygon& shape,
                                const MultiPolygon& taken_off);

// Returns the union of rectangles as valid parts with holes, normalised.
// Thread-safe.
Result<MultiPolygon> UnionOf(const std::vector<Level0Rect>& rectangles);

// Returns the union of valid shapes, normalised: what several of them cover is
// there once, and edges that two share are gone. Thread-safe.
Result<MultiPolygon> UnionOfShapes(
    const std::vector<const MultiPolygon*>& shapes);

// Returns the area of the union of valid shapes, in square level-0 pixels:
// what several of them cover counts once. Rounded otherwise than AreaPx2.
// Thread-safe.
Result<double> UnionAreaPx2(const std::vector<const MultiPolygon*>& shapes);

// Version of the GEOS library in use.
std::string GeosVersion();

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_GEOMETRY_VALIDITY_H_
