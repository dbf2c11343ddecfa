// The geometry of one GeoJSON feature as a checked, normalised shape.
#ifndef CELLQUANT_CORE_FORMATS_GEOJSON_GEOMETRY_H_
#define CELLQUANT_CORE_FORMATS_GEOJSON_GEOMETRY_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/base/result.h"
#include "core/geometry/polygon.h"

namespace cellquant::core {

// Returns the shape of a Polygon or MultiPolygon. Fails with kRegionInvalid;
// the message begins with `feature`, the name of the feature it stands in. An
// ellipse of QuPath ("isEllipse": its polygon's bounding box holds it) becomes
// a polygon of 720 sides, whose area is 0.001 % less.
Result<MultiPolygon> ShapeFromGeoJson(const nlohmann::json& geometry,
                                      const std::string& feature);

// Returns the shape's GeoJSON coordinates as a MultiPolygon.
nlohmann::json CoordinatesOf(const MultiPolygon& shape);

// Returns the hash of a normalised shape: of the canonical JSON of its GeoJSON
// coordinates, always as a MultiPolygon.
std::string ShapeSha256(const MultiPolygon& shape);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_GEOJSON_GEOMETRY_H_
