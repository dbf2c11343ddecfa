#include "core/formats/areas_geojson.h"

#include <nlohmann/json.hpp>

#include "core/formats/class_color.h"
#include "core/formats/geojson_geometry.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json FeatureOf(const AreaOutline& outline) {
  // QuPath throws on a class without a color.
  const Color color = ClassColor(outline.classification);
  json properties = {{"objectType", "annotation"},
                     {"classification",
                      {{"name", outline.classification},
                       {"color", {color.red, color.green, color.blue}}}}};
  if (!outline.reason.empty()) properties["description"] = outline.reason;
  return {{"type", "Feature"},
          {"geometry",
           {{"type", "MultiPolygon"},
            {"coordinates", CoordinatesOf(outline.shape)}}},
          {"properties", properties}};
}

}  // namespace

std::string AreasGeoJson(const std::vector<AreaOutline>& outlines) {
  // A line for each feature: there can be many thousands.
  std::string text = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    text += i == 0 ? "\n" : ",\n";
    text += FeatureOf(outlines[i]).dump();
  }
  return text + "\n]}\n";
}

}  // namespace cellquant::core
