#include "core/formats/geojson_geometry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <utility>

#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"
#include "core/geometry/validity.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

constexpr double kFarthestPx = 1e9;  // no slide is larger
constexpr int kEllipseSides = 720;

tl::unexpected<Error> Invalid(const std::string& feature,
                              const std::string& what) {
  return Fail(ErrorReason::kRegionInvalid, feature + ": " + what);
}

Result<Level0Point> PointOf(const json& value, const std::string& feature) {
  if (!value.is_array() || value.size() < 2 || !value[0].is_number() ||
      !value[1].is_number()) {
    return Invalid(feature, "a vertex is not a pair of numbers");
  }
  const Level0Point p{value[0].get<double>(), value[1].get<double>()};
  if (!(std::abs(p.x) <= kFarthestPx) || !(std::abs(p.y) <= kFarthestPx)) {
    return Invalid(feature, fmt::format("vertex ({}, {}) is not a place on a "
                                        "slide",
                                        p.x, p.y));
  }
  return p;
}

Result<Ring> RingOf(const json& value, const std::string& feature) {
  if (!value.is_array() || value.size() < 4) {
    return Invalid(feature, fmt::format("a ring has {} points; it needs 4, the "
                                        "last equal to the first",
                                        value.is_array() ? value.size() : 0));
  }
  Ring ring;
  ring.reserve(value.size());
  for (const json& vertex : value) {
    CQ_ASSIGN(const Level0Point p, PointOf(vertex, feature));
    ring.push_back(p);
  }
  if (!(ring.front() == ring.back())) {
    return Invalid(feature,
                   fmt::format("a ring is not closed: it begins at ({}, {}) "
                               "and ends at ({}, {})",
                               ring.front().x, ring.front().y, ring.back().x,
                               ring.back().y));
  }
  ring.pop_back();
  return ring;
}

Result<Polygon> PolygonOf(const json& value, const std::string& feature) {
  if (!value.is_array() || value.empty()) {
    return Invalid(feature, "the polygon is empty");
  }
  CQ_ASSIGN(Ring exterior, RingOf(value[0], feature));
  Polygon polygon{std::move(exterior), {}};
  for (std::size_t i = 1; i < value.size(); ++i) {
    CQ_ASSIGN(Ring hole, RingOf(value[i], feature));
    polygon.holes.push_back(std::move(hole));
  }
  return polygon;
}

Result<MultiPolygon> Drawn(const json& geometry, const std::string& feature) {
  const auto coordinates = geometry.find("coordinates");
  if (coordinates == geometry.end() || !coordinates->is_array() ||
      coordinates->empty()) {
    return Invalid(feature, "it has no coordinates");
  }
  MultiPolygon shape;
  if (geometry["type"] == "Polygon") {
    CQ_ASSIGN(Polygon polygon, PolygonOf(*coordinates, feature));
    shape.push_back(std::move(polygon));
    return shape;
  }
  for (const json& part : *coordinates) {
    CQ_ASSIGN(Polygon polygon, PolygonOf(part, feature));
    shape.push_back(std::move(polygon));
  }
  return shape;
}

MultiPolygon EllipseIn(const MultiPolygon& drawn) {
  const auto& points = drawn.front().exterior;
  const auto [left, right] = std::minmax_element(
      points.begin(), points.end(),
      [](const Level0Point& a, const Level0Point& b) { return a.x < b.x; });
  const auto [top, bottom] = std::minmax_element(
      points.begin(), points.end(),
      [](const Level0Point& a, const Level0Point& b) { return a.y < b.y; });
  const double rx = (right->x - left->x) / 2.0;
  const double ry = (bottom->y - top->y) / 2.0;
  Ring ring;
  for (int i = 0; i < kEllipseSides; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / kEllipseSides;
    ring.push_back({left->x + rx + rx * std::cos(angle),
                    top->y + ry + ry * std::sin(angle)});
  }
  return {{ring, {}}};
}

bool HasThreeVertices(const MultiPolygon& normalized) {
  return std::all_of(
      normalized.begin(), normalized.end(), [](const Polygon& part) {
        return part.exterior.size() >= 3 &&
               std::all_of(part.holes.begin(), part.holes.end(),
                           [](const Ring& hole) { return hole.size() >= 3; });
      });
}

}  // namespace

Result<MultiPolygon> ShapeFromGeoJson(const json& geometry,
                                      const std::string& feature) {
  CQ_ASSIGN(MultiPolygon shape, Drawn(geometry, feature));
  const auto ellipse = geometry.find("isEllipse");
  if (ellipse != geometry.end() && *ellipse == true) {
    if (shape.size() != 1) return Invalid(feature, "an ellipse has one part");
    shape = EllipseIn(shape);
  }
  shape = Normalized(std::move(shape));
  if (!HasThreeVertices(shape)) {
    return Invalid(feature, "a ring has fewer than 3 different vertices");
  }
  if (const auto why = WhyInvalid(shape)) return Invalid(feature, *why);
  if (!(AreaPx2(shape) > 0.0)) return Invalid(feature, "its area is zero");
  return shape;
}

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
