#include "core/formats/geojson_geometry.h"

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"

namespace cellquant::core {

using nlohmann::json;

json CoordinatesOf(const MultiPolygon& shape) {
  const auto ring_of = [](const Ring& ring) {
    json points = json::array();
    for (const Level0Point& p : ring) points.push_back({p.x, p.y});
    if (!ring.empty()) points.push_back(points.front());
    return points;
  };
  json coordinates = json::array();
  for (const Polygon& part : shape) {
    json rings = json::array({ring_of(part.exterior)});
    for (const Ring& hole : part.holes) rings.push_back(ring_of(hole));
    coordinates.push_back(rings);
  }
  return coordinates;
}

std::string ShapeSha256(const MultiPolygon& shape) {
  return Sha256(CanonicalJson(CoordinatesOf(shape)));
}

}  // namespace cellquant::core
