#include "core/formats/report_numbers_json.h"

#include <nlohmann/json.hpp>

#include "core/formats/areas_json.h"
#include "core/formats/scores_json.h"
#include "core/regions/percent_positive.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json BlockIntervalToJson(const BlockInterval& blocks,
                         const BlockBootstrapOptions& options) {
  json object = {{"refused", blocks.refused},
                 {"blocks", blocks.blocks},
                 {"effective_blocks", blocks.effective_blocks},
                 {"block_side_um", options.block_side.value()},
                 {"replicates", options.replicates},
                 {"seed", options.seed}};
  if (blocks.interval) object["interval"] = IntervalToJson(*blocks.interval);
  return object;
}

void AddClaims(const DensityClaims& claims, json& object) {
  object["positive_cells_per_mm2_upper_bound"] = claims.upper_bound.value();
  if (claims.below_clearing_limit) {
    object["below_clearing_limit"] = *claims.below_clearing_limit;
  }
  if (claims.area_to_claim) {
    object["area_to_claim_mm2"] = claims.area_to_claim->value();
  }
}

void AddLimits(const DetectionLimits& limits, json& object) {
  object["decision_limit_cell_count"] = limits.decision_count;
  object["decision_limit_per_mm2"] = limits.decision.value();
  object["detection_limit_per_mm2"] = limits.detection.value();
}

void AddPercent(std::uint64_t positive, std::uint64_t cells, json& object) {
  if (cells == 0) return;
  const PercentPositive share = PercentOf(positive, cells);
  object["percent_positive"] = share.percent;
  object["percent_positive_interval"] = IntervalToJson(share.interval);
}

json BlocksToJson(const std::vector<CountBlock>& blocks) {
  json list = json::array();
  for (const CountBlock& block : blocks) {
    list.push_back({{"i", block.i},
                    {"j", block.j},
                    {"positive_cell_count", block.count},
                    {"area_mm2", block.area.value()}});
  }
  return list;
}

json ClassToJson(const ClassReport& one, const BlockBootstrapOptions& options) {
  const RegionGroup& group = one.group;
  const auto positives = group.positive_cell_count;
  json object = {
      {"classification", one.classification},
      {"negative_control", one.negative_control},
      {"region_count", group.region_count},
      {"overlapping", group.overlapping},
      {"area_mm2", group.area.value()},
      {"cell_count", group.cell_count},
      {"positive_cell_count", positives},
      {"cells_per_mm2", Density(group.cell_count, group.area).value()},
      {"positive_cells_per_mm2", Density(positives, group.area).value()},
      {"positive_cells_per_mm2_interval",
       IntervalToJson(PoissonInterval(positives, group.area))},
      {"evaluable", EvaluableToJson(one.areas.evaluable)},
      {"blocks", BlocksToJson(one.areas.blocks)}};
  if (one.block_interval) {
    object["positive_cells_per_mm2_block_interval"] =
        BlockIntervalToJson(*one.block_interval, options);
  }
  if (one.positive_dab) object["positive_dab_od"] = one.positive_dab->value();
  if (one.areas.meshwork_area) {
    object["meshwork_area_mm2"] = one.areas.meshwork_area->value();
  }
  AddPercent(positives, group.cell_count, object);
  return object;
}

json ControlToJson(const NegativeControlReport& control) {
  return {{"name", control.name},
          {"region_count", control.group.region_count},
          {"area_mm2", control.group.area.value()},
          {"cell_count", control.group.cell_count},
          {"false_positive_count", control.group.positive_cell_count}};
}

}  // namespace

json IntervalToJson(const DensityInterval& interval) {
  return {{"low", interval.low},
          {"high", interval.high},
          {"method", interval.method},
          {"one_sided", interval.one_sided}};
}

json NumbersOfRegionToJson(const RegionReport& region,
                           const BlockBootstrapOptions& options) {
  json object = {{"negative_control", region.negative_control},
                 {"limits_refused", region.limits_refused}};
  if (region.block_interval) {
    object["positive_cells_per_mm2_block_interval"] =
        BlockIntervalToJson(*region.block_interval, options);
  }
  if (region.claims) AddClaims(*region.claims, object);
  if (region.limits) AddLimits(*region.limits, object);
  AddPercent(region.positive_cell_count, region.cell_count, object);
  return object;
}

json NumbersToJson(const SlideReport& report) {
  json classes = json::array();
  for (const ClassReport& one : report.classes) {
    classes.push_back(ClassToJson(one, report.block_bootstrap));
  }
  json object = {
      {"classes", classes},
      {"caveats", report.caveats},
      {"pathologist_scores", ScoresToJson(report.pathologist_scores)}};
  if (report.negative_control) {
    object["negative_control"] = ControlToJson(*report.negative_control);
  }
  return object;
}

}  // namespace cellquant::core
