#include "core/formats/comparison_json.h"

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"
#include "core/formats/change_json.h"
#include "core/formats/report_numbers_json.h"
#include "core/formats/scores_json.h"
#include "core/regions/density.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json TimepointToJson(const SlideMeasurement& measurement) {
  json timepoint = {{"label", ""}};
  if (!measurement.specimen) return timepoint;
  timepoint["label"] = measurement.specimen->timepoint_label;
  if (measurement.specimen->timepoint_day) {
    timepoint["day"] = *measurement.specimen->timepoint_day;
  }
  return timepoint;
}

json MeasurementToJson(const SlideMeasurement& one) {
  json object = {{"name", one.name},
                 {"marker", one.marker},
                 {"timepoint", TimepointToJson(one)},
                 {"report_digest", one.digest},
                 {"slide_name", one.slide_name},
                 {"slide_sha256", one.slide_sha256},
                 {"microns_per_pixel_x", one.mpp.x},
                 {"microns_per_pixel_y", one.mpp.y},
                 {"scanner", one.scanner},
                 {"protocol_id", one.protocol_id},
                 {"protocol_version", one.protocol_version},
                 {"protocol_sha256", one.protocol_sha256},
                 {"stain_profile", one.stain_profile},
                 {"detector", one.detector},
                 {"software", one.software},
                 {"recall", one.recall},
                 {"recall_validated", one.recall_validated},
                 {"pathologist_scores", ScoresToJson(one.scores)}};
  if (one.specimen && one.specimen->section_thickness_um > 0.0) {
    object["section_thickness_um"] = one.specimen->section_thickness_um;
  }
  return object;
}

// One class of regions at one timepoint.
json ClassToJson(const ClassMeasurement& one,
                 const SlideMeasurement& measurement,
                 const Clustering* clustering) {
  json object = {{"report_digest", measurement.digest},
                 {"timepoint", TimepointToJson(measurement)},
                 {"region_count", one.region_count},
                 {"enclosed_area_mm2", one.enclosed_area.value()},
                 {"area_mm2", one.area.value()},
                 {"lost_percent", one.lost_percent},
                 {"is_evaluable", one.is_evaluable},
                 {"cell_count", one.cell_count},
                 {"positive_cell_count", one.positive_cell_count}};
  if (one.is_evaluable && one.area.value() > 0.0) {
    object["positive_cells_per_mm2"] =
        Density(one.positive_cell_count, one.area).value();
    object["positive_cells_per_mm2_interval"] =
        IntervalToJson(PoissonInterval(one.positive_cell_count, one.area));
  }
  if (clustering != nullptr) {
    object["clustering"] = ClusteringToJson(*clustering);
  }
  if (one.positive_dab) object["positive_dab_od"] = one.positive_dab->value();
  if (one.meshwork_area && one.enclosed_area.value() > 0.0) {
    object["meshwork_percent"] =
        100.0 * one.meshwork_area->value() / one.enclosed_area.value();
  }
  return object;
}

json ClassComparisonToJson(const Comparison& comparison,
                           const ClassComparison& one) {
  const SlideMeasurement& before = comparison.measurements[one.pair.before];
  const SlideMeasurement& after = comparison.measurements[one.pair.after];
  const Change* change = one.change ? &*one.change : nullptr;
  json object = {{"marker", before.marker},
                 {"region_class", one.region_class},
                 {"before_digest", before.digest},
                 {"after_digest", after.digest},
                 {"no_verdict_reason", one.no_change_reason},
                 {"caveats", one.caveats}};
  if (one.before) {
    object["before"] =
        ClassToJson(*one.before, before, change ? &change->before : nullptr);
  }
  if (one.after) {
    object["after"] =
        ClassToJson(*one.after, after, change ? &change->after : nullptr);
  }
  if (change) object.update(ChangeToJson(*change, one.rules));
  return object;
}

json CheckToJson(const GateCheck& check) {
  return {{"name", check.name},     {"status", GateStatusName(check.status)},
          {"before", check.before}, {"after", check.after},
          {"limit", check.limit},   {"reason", check.reason}};
}

json GateToJson(const Comparison& comparison) {
  json checks = json::array();
  for (const PairGate& one : comparison.gates) {
    const SlideMeasurement& before = comparison.measurements[one.pair.before];
    const SlideMeasurement& after = comparison.measurements[one.pair.after];
    for (const GateCheck& check : one.gate.checks) {
      checks.push_back(CheckToJson(check));
      checks.back()["marker"] = before.marker;
      checks.back()["before_digest"] = before.digest;
      checks.back()["after_digest"] = after.digest;
    }
  }
  json controls = json::array();
  for (const auto& [marker, region_class] :
       comparison.options.gate.internal_controls) {
    controls.push_back({{"marker", marker}, {"region_class", region_class}});
  }
  return {{"status", GateStatusName(comparison.gate_status)},
          {"forced", comparison.options.force},
          {"internal_controls", controls},
          {"checks", checks}};
}

json ParametersToJson(const CompareOptions& options) {
  const BlockBootstrapOptions& bootstrap = options.bootstrap;
  return {{"margin_low", options.margin_low},
          {"margin_high", options.margin_high},
          {"block_side_um", bootstrap.block_side.value()},
          {"replicates", bootstrap.replicates},
          {"seed", bootstrap.seed}};
}

}  // namespace

json ComparisonToJson(const Comparison& comparison) {
  json measurements = json::array();
  for (const SlideMeasurement& one : comparison.measurements) {
    measurements.push_back(MeasurementToJson(one));
  }
  json comparisons = json::array();
  for (const ClassComparison& one : comparison.comparisons) {
    comparisons.push_back(ClassComparisonToJson(comparison, one));
  }
  json object = {{"patient", comparison.patient},
                 {"gate", GateToJson(comparison)},
                 {"comparisons", comparisons},
                 {"caveats", comparison.caveats},
                 {"measurements", measurements},
                 {"parameters", ParametersToJson(comparison.options)}};
  object["digest"] = ComparisonDigest(object);
  return object;
}

std::string ComparisonDigest(json comparison) {
  comparison.erase("digest");
  for (json& measurement : comparison["measurements"]) {
    measurement.erase("name");
    measurement.erase("slide_name");
  }
  return "sha256:" + Sha256(CanonicalJson(comparison));
}

std::string ComparisonText(const json& comparison) {
  return comparison.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace cellquant::core
