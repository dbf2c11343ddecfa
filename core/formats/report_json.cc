#include "core/formats/report_json.h"

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"
#include "core/formats/protocol_yaml.h"
#include "core/formats/specimen_json.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json SlideToJson(const SlideReport& report) {
  const SlideInfo& slide = report.slide;
  return {{"name", slide.name},
          {"sha256", report.slide_sha256},
          {"format", slide.format},
          {"width_px", slide.size().width},
          {"height_px", slide.size().height},
          {"microns_per_pixel_x", report.pixel_size.mpp.x},
          {"microns_per_pixel_y", report.pixel_size.mpp.y},
          {"microns_per_pixel_source",
           PixelSizeSourceName(report.pixel_size.source)}};
}

// The parameters of the detector that was used stand with the others.
json ProtocolOf(const SlideReport& report) {
  json protocol = ProtocolToJson(report.protocol);
  protocol["parameters"]["detection"] = report.detector.parameters;
  return protocol;
}

json DetectorToJson(const DetectorDescription& detector) {
  return {{"name", detector.name},
          {"model", detector.model},
          {"model_sha256", detector.model_sha256}};
}

json CalibrationToJson(const Calibration& calibration) {
  return {{"white_point", calibration.white_point},
          {"white_point_source",
           WhitePointSourceName(calibration.white_point_source)},
          {"hematoxylin_vector", calibration.stains.hematoxylin},
          {"dab_vector", calibration.stains.dab},
          {"stain_vectors_source", "protocol"}};
}

json WorkingImageToJson(const WorkingImageReport& image) {
  return {{"method", image.method},
          {"level0_per_pixel_x", image.level0_per_pixel_x},
          {"level0_per_pixel_y", image.level0_per_pixel_y},
          {"microns_per_pixel_x", image.mpp.x},
          {"microns_per_pixel_y", image.mpp.y}};
}

json IntervalToJson(const DensityInterval& interval) {
  return {{"low", interval.low},
          {"high", interval.high},
          {"method", interval.method},
          {"one_sided", interval.one_sided}};
}

json RegionToJson(const RegionReport& region) {
  const auto positives = region.positive_cell_count;
  return {{"region_id", region.region_id},
          {"name", region.name},
          {"classification", region.classification},
          {"area_mm2", region.area.value()},
          {"cell_count", region.cell_count},
          {"positive_cell_count", positives},
          {"cells_per_mm2", Density(region.cell_count, region.area).value()},
          {"positive_cells_per_mm2", Density(positives, region.area).value()},
          {"positive_cells_per_mm2_interval",
           IntervalToJson(PoissonInterval(positives, region.area))},
          {"positive_cells_per_mm2_text", DensityText(positives, region.area)},
          {"geometry_sha256", region.geometry_sha256}};
}

json SoftwareToJson(const SoftwareReport& software) {
  return {{"cellquant", software.cellquant},
          {"openslide", software.openslide},
          {"opencv", software.opencv},
          {"geos", software.geos},
          {"instruction_set", software.instruction_set}};
}

}  // namespace

json ReportToJson(const SlideReport& report) {
  json regions = json::array();
  for (const RegionReport& region : report.regions) {
    regions.push_back(RegionToJson(region));
  }
  json object = {
      {"slide", SlideToJson(report)},
      {"protocol", ProtocolOf(report)},
      {"calibration", CalibrationToJson(report.calibration)},
      {"working_image", WorkingImageToJson(report.working_image)},
      {"detector", DetectorToJson(report.detector)},
      {"positivity_decided_by", DecidedByName(report.positivity_decided_by)},
      {"regions", regions},
      {"cells_sha256", report.cells_sha256},
      {"warnings", report.warnings},
      {"software", SoftwareToJson(report.software)}};
  if (report.specimen) object["specimen"] = SpecimenToJson(*report.specimen);
  object["digest"] = ReportDigest(object);
  return object;
}

std::string ReportDigest(json report) {
  report["slide"].erase("name");
  report["detector"].erase("model");
  report.erase("specimen");
  report.erase("warnings");
  report.erase("digest");
  report["software"] = {{"cellquant", report["software"]["cellquant"]}};
  return "sha256:" + Sha256(CanonicalJson(report));
}

std::string ReportText(const SlideReport& report) {
  return ReportToJson(report).dump(2, ' ', false,
                                   json::error_handler_t::replace) +
         "\n";
}

}  // namespace cellquant::core
