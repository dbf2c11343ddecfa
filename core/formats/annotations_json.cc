#include "core/formats/annotations_json.h"

#include <nlohmann/json.hpp>

namespace cellquant::core {
namespace {

void AddWhoAndWhen(const std::string& by, const std::string& at,
                   nlohmann::json& object) {
  if (!by.empty()) object["annotated_by"] = by;
  if (!at.empty()) object["annotated_at"] = at;
}

}  // namespace

nlohmann::json AnnotationSourceToJson(const AnnotationSource& source) {
  nlohmann::json object = {{"format", source.format},
                           {"sha256", source.sha256},
                           {"include", source.include},
                           {"exclude", source.exclude},
                           {"repairs", source.repairs}};
  AddWhoAndWhen(source.annotated_by, source.annotated_at, object);
  return object;
}

nlohmann::json AnnotationOfRegionToJson(const RegionReport& region) {
  nlohmann::json object = nlohmann::json::object();
  AddWhoAndWhen(region.annotated_by, region.annotated_at, object);
  if (region.excluded_area.value() > 0.0) {
    object["excluded_area_mm2"] = region.excluded_area.value();
  }
  return object;
}

void EraseAnnotationNames(nlohmann::json& report) {
  report.erase("annotations");
  for (nlohmann::json& region : report["regions"]) {
    region.erase("annotated_by");
    region.erase("annotated_at");
    region.erase("excluded_area_mm2");  // how the outline came about
  }
}

}  // namespace cellquant::core
