#include "core/formats/cells_geojson_reader.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "core/formats/cells_geojson.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

constexpr double kFarthestPx = 1 << 24;      // no slide is larger
constexpr int kDepth = 16;                   // of a multipolygon's feature: 7
constexpr std::size_t kMaxLine = 64U << 20;  // a region of many vertices

tl::unexpected<Error> Wrong(std::size_t line, std::string_view what) {
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("line {} of the cells: {}", line, what));
}

std::optional<CellClass> ClassOf(const std::string& name) {
  for (const CellClass c :
       {CellClass::kPositive, CellClass::kNegative, CellClass::kEquivocal}) {
    if (QuPathClassName(c) == name) return c;
  }
  return std::nullopt;
}

Level0Point PointOf(const json& pair) {
  const Level0Point p{pair.at(0).get<double>(), pair.at(1).get<double>()};
  if (std::abs(p.x) <= kFarthestPx && std::abs(p.y) <= kFarthestPx) return p;
  throw json::other_error::create(0, "no place", nullptr);
}

// The last point of a ring is the first again.
Ring RingOf(const json& points) {
  Ring ring;
  for (const json& point : points) ring.push_back(PointOf(point));
  if (!ring.empty()) ring.pop_back();
  return ring;
}

MultiPolygon ShapeOf(const json& geometry) {
  const json& coordinates = geometry.at("coordinates");
  const bool many = geometry.at("type") == "MultiPolygon";
  MultiPolygon shape;
  for (const json& rings : many ? coordinates : json::array({coordinates})) {
    Polygon part{RingOf(rings.at(0)), {}};
    for (std::size_t i = 1; i < rings.size(); ++i) {
      part.holes.push_back(RingOf(rings[i]));
    }
    shape.push_back(std::move(part));
  }
  return shape;
}

// Of the first vertex's frame, so that digits are kept.
void AddMoments(const Ring& ring, Level0Point origin, double& area,
                Level0Point& sum) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Level0Point& p = ring[i];
    const Level0Point& q = ring[(i + 1) % ring.size()];
    const double px = p.x - origin.x;
    const double py = p.y - origin.y;
    const double qx = q.x - origin.x;
    const double qy = q.y - origin.y;
    const double cross = px * qy - qx * py;
    area += cross / 2.0;
    sum.x += (px + qx) * cross / 6.0;
    sum.y += (py + qy) * cross / 6.0;
  }
}

// Exteriors and holes run opposite ways (geometry/polygon.h).
std::optional<Level0Point> CenterOf(const MultiPolygon& shape) {
  if (shape.empty() || shape.front().exterior.empty()) return std::nullopt;
  const Level0Point origin = shape.front().exterior.front();
  double area = 0.0;
  Level0Point sum;
  for (const Polygon& part : shape) {
    AddMoments(part.exterior, origin, area, sum);
    for (const Ring& hole : part.holes) AddMoments(hole, origin, area, sum);
  }
  if (!(area > 0.0)) return std::nullopt;
  return Level0Point{origin.x + sum.x / area, origin.y + sum.y / area};
}

// Runs along axes only, as an outline of pixels does.
bool TurnsByRightAngles(const Ring& ring) {
  if (ring.size() < 4 || ring.size() % 2 != 0) return false;
  const bool first_along_x = ring[0].y == ring[1].y;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Level0Point& p = ring[i];
    const Level0Point& q = ring[(i + 1) % ring.size()];
    const bool along_x = (i % 2 == 0) == first_along_x;
    if (along_x ? p.y != q.y : p.x != q.x) return false;
  }
  return true;
}

bool TurnsByRightAngles(const MultiPolygon& shape) {
  for (const Polygon& part : shape) {
    if (!TurnsByRightAngles(part.exterior)) return false;
    for (const Ring& hole : part.holes) {
      if (!TurnsByRightAngles(hole)) return false;
    }
  }
  return true;
}

// Throws what the JSON library throws where something is missing.
Result<std::optional<Cell>> CellOf(const json& feature, std::size_t line) {
  const json& properties = feature.at("properties");
  if (properties.at("objectType") != "detection") return std::nullopt;
  Cell cell;
  const std::string name = properties.at("classification").at("name");
  const auto known = ClassOf(name);
  if (!known) return Wrong(line, "no such class of cells");
  cell.classification = *known;
  const json& geometry = feature.at("geometry");
  if (geometry.at("type") == "Point") {
    cell.centroid = PointOf(geometry.at("coordinates"));
    return cell;
  }
  const MultiPolygon shape = Normalized(ShapeOf(geometry));
  const auto center = CenterOf(shape);
  if (!center) return Wrong(line, "an outline without area");
  cell.centroid = *center;
  if (!TurnsByRightAngles(shape)) {
    return Wrong(line, "an outline that is not made of pixels");
  }
  cell.outline = NucleusOutline(shape);
  return cell;
}

Result<std::optional<Cell>> Parse(const std::string& text, std::size_t line) {
  if (text.size() > kMaxLine) return Wrong(line, "longer than 64 MiB");
  bool too_deep = false;
  const auto watch_depth = [&](int depth, json::parse_event_t, json&) {
    too_deep = too_deep || depth > kDepth;
    return !too_deep;
  };
  try {
    return CellOf(json::parse(text, watch_depth), line);
  } catch (const json::exception&) {
    return Wrong(line, "not a feature of a cell");
  }
}

}  // namespace

Result<std::vector<Cell>> CellsFromGeoJsonLines(std::istream& lines) {
  std::vector<Cell> cells;
  std::string text;
  for (std::size_t line = 1; std::getline(lines, text); ++line) {
    if (text.empty()) continue;
    if (line == 1 && text.find("\"FeatureCollection\"") < 64) {
      return Wrong(line, "a whole FeatureCollection; take cells.geojsonl");
    }
    CQ_ASSIGN(auto cell, Parse(text, line));
    if (cell) cells.push_back(*std::move(cell));
  }
  return cells;
}

}  // namespace cellquant::core
