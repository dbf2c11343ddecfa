#include "core/formats/areas_json.h"

#include <nlohmann/json.hpp>

#include "core/formats/report_numbers_json.h"
#include "core/regions/density.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json MeshworkToJson(const MeshworkReport& meshwork) {
  return {{"area_mm2", meshwork.area.value()},
          {"percent_of_region", meshwork.percent_of_region},
          {"count", meshwork.count},
          {"mean_area_mm2", meshwork.mean_area.value()},
          {"largest_area_mm2", meshwork.largest_area.value()},
          {"proposed_score", meshwork.proposed_score}};
}

json ProfilesToJson(const AnucleateProfilesReport& profiles,
                    SquareMillimeters area) {
  return {{"count", profiles.count},
          {"per_mm2", Density(profiles.count, area).value()},
          {"area_mm2", profiles.area.value()}};
}

json ConfluenceToJson(const Confluence& check) {
  json object = {{"single_cell_count", check.single_cells},
                 {"flagged", check.flagged}};
  if (check.not_computed.empty()) {
    object["cells_by_area"] = check.cells_by_area;
    object["differs_percent"] = check.differs_percent;
  } else {
    object["not_computed"] = check.not_computed;
  }
  return object;
}

}  // namespace

json EvaluableToJson(const EvaluableArea& evaluable) {
  json artifacts = json::array();
  for (const ArtifactShare& share : evaluable.artifacts) {
    artifacts.push_back({{"kind", share.kind},
                         {"count", share.count},
                         {"area_mm2", share.area.value()}});
  }
  const auto positives = evaluable.positive_cell_count;
  json object = {{"area_mm2", evaluable.area.value()},
                 {"lost_percent", evaluable.lost_percent},
                 {"most_lost_percent", kMostLostPercent},
                 {"is_evaluable", evaluable.IsEvaluable()},
                 {"artifacts", artifacts},
                 {"cell_count", evaluable.cell_count},
                 {"positive_cell_count", positives}};
  if (evaluable.area.value() > 0.0 && evaluable.IsEvaluable()) {
    object["cells_per_mm2"] =
        Density(evaluable.cell_count, evaluable.area).value();
    object["positive_cells_per_mm2"] =
        Density(positives, evaluable.area).value();
    object["positive_cells_per_mm2_interval"] =
        IntervalToJson(PoissonInterval(positives, evaluable.area));
  }
  return object;
}

json EdgeStainToJson(const EdgeProfile& edge) {
  json bands = json::array();
  for (const EdgeBand& band : edge.bands) {
    json one = {{"from_um", band.from.value()},
                {"blocks", band.blocks},
                {"mean_dab_od", band.mean_dab.value()}};
    if (band.to) one["to_um"] = band.to->value();
    bands.push_back(one);
  }
  json object = {{"bands", bands}, {"flagged", edge.edge_is_stained}};
  if (edge.excess) object["excess_od"] = edge.excess->value();
  return object;
}

json AreaRulesToJson(const Protocol& protocol) {
  json rules = json::object();
  if (const auto& rule = protocol.meshwork) {
    rules["meshwork"] = {{"low_od", rule->low.value()},
                         {"high_od", rule->high.value()},
                         {"window_um", rule->window.value()},
                         {"cell_um", rule->cell.value()},
                         {"least_usable_percent", rule->least_usable_percent},
                         {"closing_um", rule->closing.value()},
                         {"smallest_um2", rule->smallest.value()},
                         {"score_limits_percent", rule->score_limits_percent}};
  }
  if (const auto& rule = protocol.profiles) {
    rules["profiles"] = {
        {"smallest_um2", rule->smallest.value()},
        {"nucleus_within_um", rule->nucleus_within.value()},
        {"least_hematoxylin_od", rule->least_hematoxylin.value()}};
  }
  return rules;
}

json RegionAreasToJson(const RegionAreas& areas, SquareMillimeters area) {
  json object = {{"confluence", ConfluenceToJson(areas.confluence)},
                 {"evaluable", EvaluableToJson(areas.evaluable)}};
  if (areas.positive_area_percent) {
    object["positive_area_percent"] = *areas.positive_area_percent;
  }
  if (areas.meshwork) object["meshwork"] = MeshworkToJson(*areas.meshwork);
  if (areas.anucleate_profiles) {
    object["anucleate_profiles"] =
        ProfilesToJson(*areas.anucleate_profiles, area);
  }
  return object;
}

}  // namespace cellquant::core
