// Shapes as GeoJSON coordinates, and their hash.
#ifndef CELLQUANT_CORE_FORMATS_GEOJSON_GEOMETRY_H_
#define CELLQUANT_CORE_FORMATS_GEOJSON_GEOMETRY_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/geometry/polygon.h"

namespace cellquant::core {

// Returns the shape's GeoJSON coordinates as a MultiPolygon.
nlohmann::json CoordinatesOf(const MultiPolygon& shape);

// Returns the hash of a normalised shape: of the canonical JSON of its GeoJSON
// coordinates, always as a MultiPolygon.
std::string ShapeSha256(const MultiPolygon& shape);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_GEOJSON_GEOMETRY_H_
