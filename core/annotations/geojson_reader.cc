// QuPath's GeoJSON, versions 0.2 to 0.6: read leniently where programs differ.
//
// A file is a FeatureCollection, an array of features, or one feature; features
// may nest as childObjects. Polygons and multipolygons of annotations become
// drawings; points and lines have no area, detections and cells are no
// annotations. A key may occur twice (the last counts), and NaN may stand bare,
// as Java's Gson writes it.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/annotations/drawing_collector.h"
#include "core/annotations/reader.h"
#include "core/annotations/shapes.h"
#include "core/base/printable_text.h"
#include "core/base/uuid.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

tl::unexpected<Error> Unreadable(std::string what) {
  return Fail(ErrorReason::kRegionsUnreadable, std::move(what));
}

// JSON knows no NaN and no Infinity: outside of strings they become strings,
// which are no numbers either, of the same length, so that errors still name
// the right byte.
std::string WithoutNan(std::string_view text) {
  std::string plain(text);
  bool in_string = false;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (in_string && plain[i] == '\\') {
      ++i;
    } else if (plain[i] == '"') {
      in_string = !in_string;
    } else if (!in_string && (plain[i] == 'N' || plain[i] == 'I')) {
      for (const std::string_view word : {"NaN", "Infinity"}) {
        if (plain.compare(i, word.size(), word) != 0) continue;
        const bool minus = i > 0 && plain[i - 1] == '-';
        if (minus) plain[i - 1] = ' ';
        plain.replace(i, word.size(), word == "NaN" ? "\"?\"" : "\"      \"");
        i += word.size() - 1;
        break;
      }
    }
  }
  return plain;
}

Result<json> Parse(std::string_view text) {
  bool too_deep = false;
  const auto watch_depth = [&](int depth, json::parse_event_t, json&) {
    too_deep = too_deep || depth > kMaxAnnotationDepth;
    return !too_deep;
  };
  json document;
  try {
    document = json::parse(WithoutNan(text), watch_depth);
  } catch (const json::parse_error& error) {
    if (too_deep) return Unreadable("the regions are nested deeper than 64");
    return Unreadable(
        fmt::format("the regions are not JSON: byte {}", error.byte));
  } catch (const json::exception&) {  // 1e999
    return Unreadable("the regions hold a number that is out of range");
  }
  if (too_deep) return Unreadable("the regions are nested deeper than 64");
  return document;
}

std::string TextMember(const json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}

// A string, or an object with `name` or `names`.
std::string ClassificationOf(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object()) return "";
  const auto names = value.find("names");
  if (names == value.end() || !names->is_array()) {
    return TextMember(value, "name");
  }
  std::string joined;
  for (const json& name : *names) {
    if (!name.is_string()) continue;
    if (!joined.empty()) joined += ": ";
    joined += name.get<std::string>();
  }
  return joined;
}

// `color` is [r, g, b]; the older `colorRGB` is one number, 0xAARRGGBB, as
// Java's signed int.
std::optional<Color> ColorOf(const json& value) {
  const auto byte = [](std::int64_t v) { return static_cast<std::uint8_t>(v); };
  const auto list = value.find("color");
  if (list != value.end() && list->is_array() && list->size() == 3) {
    const auto in_range = [](const json& v) {
      return v.is_number_integer() && v >= 0 && v <= 255;
    };
    if (!std::all_of(list->begin(), list->end(), in_range)) return std::nullopt;
    return Color{byte((*list)[0].get<std::int64_t>()),
                 byte((*list)[1].get<std::int64_t>()),
                 byte((*list)[2].get<std::int64_t>())};
  }
  const auto packed = value.find("colorRGB");
  if (packed == value.end() || !packed->is_number_integer()) {
    return std::nullopt;
  }
  const auto argb = packed->get<std::int64_t>();
  return Color{byte(argb >> 16 & 255), byte(argb >> 8 & 255), byte(argb & 255)};
}

// The properties "objectType", or as older and other programs call it.
std::string ObjectType(const json& properties) {
  for (const char* key : {"objectType", "object_type", "type"}) {
    std::string type = TextMember(properties, key);
    if (!type.empty()) return type;
  }
  return "annotation";
}

Result<Level0Point> PointOf(const json& value, const std::string& place) {
  if (!value.is_array() || value.size() < 2 || !value[0].is_number() ||
      !value[1].is_number()) {
    return InvalidAt(place, "a vertex is not a pair of numbers");
  }
  return Level0Point{value[0].get<double>(), value[1].get<double>()};
}

Result<Ring> RingOf(const json& value, const std::string& place) {
  if (!value.is_array() || value.size() < 4) {
    return InvalidAt(place, fmt::format("a ring has {} points; it needs 4, the "
                                        "last equal to the first",
                                        value.is_array() ? value.size() : 0));
  }
  Ring ring;
  ring.reserve(value.size());
  for (const json& vertex : value) {
    CQ_ASSIGN(const Level0Point p, PointOf(vertex, place));
    ring.push_back(p);
  }
  if (!(ring.front() == ring.back())) {
    return InvalidAt(place,
                     fmt::format("a ring is not closed: it begins at ({}, {}) "
                                 "and ends at ({}, {})",
                                 ring.front().x, ring.front().y, ring.back().x,
                                 ring.back().y));
  }
  ring.pop_back();
  return ring;
}

Result<Polygon> PolygonOf(const json& value, const std::string& place) {
  if (!value.is_array() || value.empty()) {
    return InvalidAt(place, "the polygon is empty");
  }
  CQ_ASSIGN(Ring exterior, RingOf(value[0], place));
  Polygon polygon{std::move(exterior), {}};
  for (std::size_t i = 1; i < value.size(); ++i) {
    CQ_ASSIGN(Ring hole, RingOf(value[i], place));
    polygon.holes.push_back(std::move(hole));
  }
  return polygon;
}

Result<MultiPolygon> PartsOf(const json& geometry, const std::string& place) {
  const auto coordinates = geometry.find("coordinates");
  if (coordinates == geometry.end() || !coordinates->is_array() ||
      coordinates->empty()) {
    return InvalidAt(place, "it has no coordinates");
  }
  MultiPolygon shape;
  if (geometry["type"] == "Polygon") {
    CQ_ASSIGN(Polygon polygon, PolygonOf(*coordinates, place));
    shape.push_back(std::move(polygon));
    return shape;
  }
  for (const json& part : *coordinates) {
    CQ_ASSIGN(Polygon polygon, PolygonOf(part, place));
    shape.push_back(std::move(polygon));
  }
  return shape;
}

bool HasNoArea(std::string_view type) {
  return type == "Point" || type == "MultiPoint" || type == "LineString" ||
         type == "MultiLineString";
}

// QuPath writes an ellipse as a polygon whose bounding box holds it.
Result<MultiPolygon> ShapeOf(const json& geometry, const std::string& place) {
  const std::string type = TextMember(geometry, "type");
  if (type != "Polygon" && type != "MultiPolygon") {
    return InvalidAt(place, fmt::format("a geometry of the type \"{}\" is not "
                                        "known",
                                        PrintableText(type, 32)));
  }
  CQ_ASSIGN(MultiPolygon shape, PartsOf(geometry, place));
  const auto ellipse = geometry.find("isEllipse");
  if (ellipse == geometry.end() || *ellipse != true) return shape;
  if (shape.size() != 1) return InvalidAt(place, "an ellipse has one part");
  const Ring& ring = shape.front().exterior;
  Level0Point low = ring.front();
  Level0Point high = ring.front();
  for (const Level0Point& p : ring) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  return MultiPolygon{{EllipseRing(low, high), {}}};
}

// Goes through the features in the order of the file.
class FeatureReader {
 public:
  Result<Drawings> Read(const json& document) {
    CQ_CHECK(AddDocument(document));
    return collector_.Finish();
  }

 private:
  Result<void> AddDocument(const json& document) {
    if (document.is_array()) return AddAll(document);
    if (!document.is_object()) return Unreadable("the regions are not GeoJSON");
    const std::string type = TextMember(document, "type");
    if (type == "FeatureCollection") {
      const auto features = document.find("features");
      if (features == document.end() || !features->is_array()) {
        return Unreadable("the FeatureCollection has no list of features");
      }
      return AddAll(*features);
    }
    if (type == "Feature") return AddFeature(document);
    if (type.empty()) {
      return Unreadable("the file is JSON, but no GeoJSON: it has no \"type\"");
    }
    return Unreadable(
        fmt::format("the regions are not GeoJSON features, but \"{}\"", type));
  }

  Result<void> AddAll(const json& features) {
    for (const json& feature : features) CQ_CHECK(AddFeature(feature));
    return {};
  }

  Result<void> AddFeature(const json& feature) {
    ++features_;
    if (!feature.is_object() || TextMember(feature, "type") != "Feature") {
      return Unreadable(
          fmt::format("feature {} is not a GeoJSON feature", features_));
    }
    const auto it = feature.find("properties");
    const json properties =
        it != feature.end() && it->is_object() ? *it : json::object();
    AddGeometry(feature, properties);
    for (const json* holder : {&feature, &properties}) {
      const auto children = holder->find("childObjects");
      if (children != holder->end() && children->is_array()) {
        CQ_CHECK(AddAll(*children));
      }
    }
    return {};
  }

  void AddGeometry(const json& feature, const json& properties) {
    const std::string object_type = ObjectType(properties);
    if (object_type == "detection" || object_type == "cell" ||
        object_type == "tile" || object_type == "root") {
      collector_.Skip(object_type);
      return;
    }
    const auto geometry = feature.find("geometry");
    if (geometry == feature.end() || geometry->is_null()) {
      collector_.Skip("feature without geometry");
      return;
    }
    const std::string name = TextMember(properties, "name");
    Drawing drawing{PlaceOf("feature", features_, name)};
    drawing.name = name;
    drawing.id = ParseUuid(TextMember(feature, "id")).value_or("");
    if (const auto c = properties.find("classification");
        c != properties.end()) {
      drawing.classification = ClassificationOf(*c);
      drawing.color = ColorOf(*c);
    }
    if (!geometry->is_object()) {
      Result<MultiPolygon> none =
          InvalidAt(drawing.place, "its geometry is not an object");
      collector_.Add(std::move(drawing), std::move(none));
      return;
    }
    const std::string type = TextMember(*geometry, "type");
    if (HasNoArea(type)) {
      collector_.Skip(type);
      return;
    }
    auto shape = ShapeOf(*geometry, drawing.place);
    collector_.Add(std::move(drawing), std::move(shape));
  }

  DrawingCollector collector_;
  std::size_t features_ = 0;
};

}  // namespace

Result<Drawings> ReadGeoJson(std::string_view bytes, const SlideInfo*) {
  CQ_ASSIGN(const json document, Parse(bytes));
  return FeatureReader().Read(document);
}

}  // namespace cellquant::core
