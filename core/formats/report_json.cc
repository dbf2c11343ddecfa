#include "core/formats/report_json.h"

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/annotations_json.h"
#include "core/formats/areas_json.h"
#include "core/formats/calibration_json.h"
#include "core/formats/canonical_json.h"
#include "core/formats/protocol_json.h"
#include "core/formats/report_numbers_json.h"
#include "core/formats/specimen_json.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json SlideToJson(const SlideReport& report) {
  const SlideInfo& slide = report.slide;
  json object = {{"name", slide.name},
                 {"sha256", report.slide_sha256},
                 {"format", slide.format},
                 {"width_px", slide.size().width},
                 {"height_px", slide.size().height},
                 {"microns_per_pixel_x", report.pixel_size.mpp.x},
                 {"microns_per_pixel_y", report.pixel_size.mpp.y},
                 {"microns_per_pixel_source",
                  PixelSizeSourceName(report.pixel_size.source)}};
  if (!slide.scanner.empty()) object["scanner"] = slide.scanner;
  return object;
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

json WorkingImageToJson(const WorkingImageReport& image) {
  return {{"method", image.method},
          {"level0_per_pixel_x", image.level0_per_pixel_x},
          {"level0_per_pixel_y", image.level0_per_pixel_y},
          {"microns_per_pixel_x", image.mpp.x},
          {"microns_per_pixel_y", image.mpp.y}};
}

json AtOtherThresholds(const RegionReport& region) {
  json counts = json::array();
  for (const ThresholdCount& other : region.at_other_thresholds) {
    counts.push_back(
        {{"threshold_od", other.threshold.value()},
         {"positive_cell_count", other.positive_cell_count},
         {"positive_cells_per_mm2",
          Density(other.positive_cell_count, region.area).value()}});
  }
  return counts;
}

json RegionToJson(const RegionReport& region) {
  const auto positives = region.positive_cell_count;
  json object = {
      {"region_id", region.region_id},
      {"name", region.name},
      {"classification", region.classification},
      {"area_mm2", region.area.value()},
      {"cell_count", region.cell_count},
      {"positive_cell_count", positives},
      {"equivocal_cell_count", region.equivocal_cell_count},
      {"at_other_thresholds", AtOtherThresholds(region)},
      {"cells_per_mm2", Density(region.cell_count, region.area).value()},
      {"positive_cells_per_mm2", Density(positives, region.area).value()},
      {"positive_cells_per_mm2_interval",
       IntervalToJson(PoissonInterval(positives, region.area))},
      {"positive_cells_per_mm2_text", PositiveDensityText(region)},
      {"geometry_sha256", region.geometry_sha256},
      {"vetoed_cell_count", region.vetoed_cell_count}};
  object.update(RegionAreasToJson(region.areas, region.area));
  return object;
}

json SoftwareToJson(const SoftwareReport& software) {
  return {{"cellquant", software.cellquant},
          {"openslide", software.openslide},
          {"opencv", software.opencv},
          {"geos", software.geos},
          {"instruction_set", software.instruction_set}};
}

}  // namespace

std::string PositiveDensityText(const RegionReport& region) {
  if (!region.areas.evaluable.IsEvaluable()) return "not evaluable";
  return ResultText(region.positive_cell_count, region.area, region.claims,
                    region.limits);
}

json ReportToJson(const SlideReport& report) {
  json regions = json::array();
  for (const RegionReport& region : report.regions) {
    regions.push_back(RegionToJson(region));
    regions.back().update(
        NumbersOfRegionToJson(region, report.block_bootstrap));
    regions.back().update(AnnotationOfRegionToJson(region));
  }
  json object = {
      {"slide", SlideToJson(report)},
      {"protocol", ProtocolOf(report)},
      {"calibration", CalibrationToJson(report.calibration)},
      {"working_image", WorkingImageToJson(report.working_image)},
      {"detector", DetectorToJson(report.detector)},
      {"positivity_decided_by", DecidedByName(report.positivity_decided_by)},
      {"regions", regions},
      {"edge_stain", EdgeStainToJson(report.edge)},
      {"cells_sha256", report.cells_sha256},
      {"areas_sha256", report.areas_sha256},
      {"warnings", report.warnings},
      {"software", SoftwareToJson(report.software)}};
  object.update(NumbersToJson(report));
  if (report.sharpness) {
    object["focus"] = {{"sharpness", *report.sharpness}};
  }
  if (report.annotations) {
    object["annotations"] = AnnotationSourceToJson(*report.annotations);
  }
  if (report.specimen) object["specimen"] = SpecimenToJson(*report.specimen);
  object["digest"] = ReportDigest(object);
  return object;
}

std::string ReportDigest(json report) {
  report["slide"].erase("name");
  report["detector"].erase("model");
  report.erase("specimen");
  report.erase("caveats");  // follow from the specimen
  report.erase("pathologist_scores");
  EraseAnnotationNames(report);
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
