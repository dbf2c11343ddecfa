// Regions as QuPath reads them: a FeatureCollection, a feature a line.
//
// QuPath throws on a class without a color, so there always is one. Coordinates
// are written as the shortest text that reads back to the same number.
#include <nlohmann/json.hpp>

#include "core/annotations/losses.h"
#include "core/annotations/writer.h"
#include "core/base/uuid.h"
#include "core/formats/class_color.h"
#include "core/formats/geojson_geometry.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json FeatureOf(const Region& region) {
  json properties = {{"objectType", "annotation"}};
  if (!region.name.empty()) properties["name"] = region.name;
  if (!region.classification.empty()) {
    const Color color =
        region.color.value_or(ClassColor(region.classification));
    properties["classification"] = {
        {"name", region.classification},
        {"color", {color.red, color.green, color.blue}}};
  }
  const bool one_part = region.shape.size() == 1;
  json coordinates = CoordinatesOf(region.shape);
  if (one_part) coordinates = json(coordinates.front());
  json feature = {{"type", "Feature"},
                  {"geometry",
                   {{"type", one_part ? "Polygon" : "MultiPolygon"},
                    {"coordinates", coordinates}}},
                  {"properties", properties}};
  if (ParseUuid(region.id)) feature["id"] = region.id;
  return feature;
}

}  // namespace

Result<WrittenAnnotations> WriteGeoJson(const Regions& regions,
                                        const SlideInfo*) {
  WrittenAnnotations written;
  written.bytes = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (const Region& region : regions) {
    written.bytes += &region == regions.data() ? "\n" : ",\n";
    written.bytes +=
        FeatureOf(region).dump(-1, ' ', false, json::error_handler_t::replace);
  }
  written.bytes += "\n]}\n";
  AddLossOfAnnotators(regions, written.losses);
  AddLossOfDates(regions, written.losses);
  return written;
}

}  // namespace cellquant::core
