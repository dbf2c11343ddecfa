#include "core/formats/change_json.h"

#include <nlohmann/json.hpp>

#include "core/compare/confidence_bounds.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json BoundsToJson(const ConfidenceBounds& bounds) {
  json object = {{"method", bounds.method}, {"one_sided", bounds.one_sided}};
  if (bounds.low) object["low"] = *bounds.low;
  if (bounds.high) object["high"] = *bounds.high;
  return object;
}

Estimate Log2(Estimate ratio) {
  ratio.value = Log2Of(ratio.value);
  ratio.poisson = Log2Of(ratio.poisson);
  if (ratio.clustered) ratio.clustered = Log2Of(*ratio.clustered);
  if (ratio.bootstrap) ratio.bootstrap = Log2Of(*ratio.bootstrap);
  return ratio;
}

json NeededToJson(const TissueNeeded& needed) {
  return {{"before_mm2", needed.before.value()},
          {"after_mm2", needed.after.value()},
          {"verdict", VerdictName(needed.verdict)}};
}

}  // namespace

json EstimateToJson(const Estimate& estimate) {
  json object = {{"poisson", BoundsToJson(estimate.poisson)},
                 {"bootstrap_refused", estimate.bootstrap_refused}};
  if (estimate.value) object["value"] = *estimate.value;
  if (estimate.clustered) {
    object["clustered"] = BoundsToJson(*estimate.clustered);
  }
  if (estimate.bootstrap) {
    object["bootstrap"] = BoundsToJson(*estimate.bootstrap);
  }
  return object;
}

json ClusteringToJson(const Clustering& clustering) {
  json object = {{"blocks", clustering.blocks},
                 {"effective_blocks", clustering.effective_blocks},
                 {"not_assessed", clustering.not_assessed}};
  if (clustering.design_effect) {
    object["design_effect"] = *clustering.design_effect;
  }
  return object;
}

json ChangeToJson(const Change& change, const ChangeRules& rules) {
  json equivalence = BoundsToJson(change.equivalence);
  equivalence["margin_low"] = rules.margin_low;
  equivalence["margin_high"] = rules.margin_high;
  json object = {
      {"verdict", VerdictName(change.verdict)},
      {"reason", change.reason},
      {"ratio", EstimateToJson(change.ratio)},
      {"log2_fold_change", EstimateToJson(Log2(change.ratio))},
      {"difference_per_mm2", EstimateToJson(change.difference)},
      {"equivalence", equivalence},
      {"after_upper_bound_per_mm2", change.upper_bound_after.value()}};
  if (change.clustered_upper_bound_after) {
    object["after_clustered_upper_bound_per_mm2"] =
        change.clustered_upper_bound_after->value();
  }
  if (rules.cleared_below) {
    object["cleared_below_per_mm2"] = rules.cleared_below->value();
  }
  if (change.holds_for_groups_of) {
    object["holds_for_groups_of"] = *change.holds_for_groups_of;
  }
  if (change.tissue_needed) {
    object["tissue_needed"] = NeededToJson(*change.tissue_needed);
  }
  return object;
}

}  // namespace cellquant::core
