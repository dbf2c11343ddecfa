#include "core/formats/regions_geojson.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "core/formats/geojson_geometry.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

tl::unexpected<Error> Unreadable(std::string what) {
  return Fail(ErrorReason::kRegionsUnreadable, std::move(what));
}

Result<json> Parse(std::string_view text) {
  if (text.size() > kMaxGeoJsonBytes) {
    return Unreadable("the regions are larger than 64 MiB");
  }
  bool too_deep = false;
  const auto watch_depth = [&](int depth, json::parse_event_t, json&) {
    too_deep = too_deep || depth > kMaxGeoJsonDepth;
    return !too_deep;
  };
  json document;
  try {
    document = json::parse(text, watch_depth);
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

bool IsUuid(std::string_view id) {
  constexpr std::string_view kPattern = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::equal(
      id.begin(), id.end(), kPattern.begin(), kPattern.end(),
      [](char c, char p) {
        return p == '-' ? c == '-'
                        : std::isxdigit(static_cast<unsigned char>(c)) != 0;
      });
}

std::string TextMember(const json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}

// A string, or an object with `name` or `names`.
std::string ClassificationOf(const json& properties) {
  const auto it = properties.find("classification");
  if (it == properties.end()) return "";
  if (it->is_string()) return it->get<std::string>();
  if (!it->is_object()) return "";
  const auto names = it->find("names");
  if (names == it->end() || !names->is_array()) return TextMember(*it, "name");
  std::string joined;
  for (const json& name : *names) {
    if (!name.is_string()) continue;
    if (!joined.empty()) joined += ": ";
    joined += name.get<std::string>();
  }
  return joined;
}

// Collects regions feature by feature, in the order of the file.
class Reader {
 public:
  Result<RegionSet> Read(const json& document) {
    CQ_CHECK(AddDocument(document));
    for (const auto& [what, count] : skipped_) {
      set_.warnings.push_back(fmt::format(
          "{} {} skipped: only polygons and multipolygons of annotations have "
          "an area",
          count, what));
    }
    if (set_.regions.empty()) {
      return Fail(ErrorReason::kNoRegions,
                  fmt::format("none of the {} features is an annotated polygon",
                              features_));
    }
    return std::move(set_);
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
    return Unreadable(
        fmt::format("the regions are not GeoJSON features, but \"{}\"", type));
  }

  Result<void> AddAll(const json& features) {
    for (const json& feature : features) CQ_CHECK(AddFeature(feature));
    return {};
  }

  Result<void> AddFeature(const json& feature) {
    ++features_;
    const std::string number = fmt::format("feature {}", features_);
    if (!feature.is_object() || TextMember(feature, "type") != "Feature") {
      return Unreadable(number + " is not a GeoJSON feature");
    }
    const auto it = feature.find("properties");
    const json properties =
        it != feature.end() && it->is_object() ? *it : json::object();
    CQ_CHECK(AddGeometry(feature, properties, number));
    for (const json* holder : {&feature, &properties}) {
      const auto children = holder->find("childObjects");
      if (children != holder->end() && children->is_array()) {
        CQ_CHECK(AddAll(*children));
      }
    }
    return {};
  }

  Result<void> AddGeometry(const json& feature, const json& properties,
                           const std::string& number) {
    const auto geometry = feature.find("geometry");
    if (geometry == feature.end() || geometry->is_null()) {
      ++skipped_["feature(s) without geometry"];
      return {};
    }
    if (!geometry->is_object()) {
      return Fail(ErrorReason::kRegionInvalid,
                  number + ": its geometry is not an object");
    }
    const std::string type = TextMember(*geometry, "type");
    const std::string object_type = ObjectType(properties);
    if (object_type == "detection" || object_type == "cell" ||
        object_type == "tile" || object_type == "root") {
      ++skipped_[object_type + " object(s)"];
      return {};
    }
    if (type != "Polygon" && type != "MultiPolygon") {
      ++skipped_[type + " feature(s)"];
      return {};
    }
    const std::string name = TextMember(properties, "name");
    const std::string label =
        name.empty() ? number : fmt::format("{} (\"{}\")", number, name);
    CQ_ASSIGN(MultiPolygon shape, ShapeFromGeoJson(*geometry, label));
    CQ_CHECK(CountVertices(shape));
    CQ_ASSIGN(std::string id, IdOf(feature, label));
    set_.regions.push_back(
        {std::move(id), name, ClassificationOf(properties), std::move(shape)});
    return {};
  }

  static std::string ObjectType(const json& properties) {
    for (const char* key : {"objectType", "object_type", "type"}) {
      std::string type = TextMember(properties, key);
      if (!type.empty()) return type;
    }
    return "annotation";
  }

  Result<std::string> IdOf(const json& feature, const std::string& label) {
    std::string id = TextMember(feature, "id");
    if (!IsUuid(id)) return fmt::format("region-{}", set_.regions.size() + 1);
    std::transform(id.begin(), id.end(), id.begin(), [](unsigned char c) {
      return static_cast<char>(std::tolower(c));
    });
    if (!ids_.insert(id).second) {
      return Fail(ErrorReason::kRegionInvalid,
                  label + ": another feature has the same id " + id);
    }
    return id;
  }

  Result<void> CountVertices(const MultiPolygon& shape) {
    for (const Polygon& part : shape) {
      vertices_ += part.exterior.size();
      for (const Ring& hole : part.holes) vertices_ += hole.size();
    }
    if (vertices_ <= kMaxGeoJsonVertices) return {};
    return Unreadable("the regions have more than 1,000,000 vertices");
  }

  RegionSet set_;
  std::map<std::string, int> skipped_;
  std::set<std::string> ids_;
  std::size_t vertices_ = 0;
  int features_ = 0;
};

}  // namespace

Result<RegionSet> RegionsFromGeoJson(std::string_view text) {
  CQ_ASSIGN(const json document, Parse(text));
  return Reader().Read(document);
}

}  // namespace cellquant::core
