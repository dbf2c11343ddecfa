#include "core/cells/positivity.h"

namespace cellquant::core {

std::string_view CompartmentName(Compartment compartment) {
  switch (compartment) {
    case Compartment::kNucleus:
      return "nucleus";
    case Compartment::kCytoplasm:
      return "cytoplasm";
  }
  return "";
}

std::string_view DecidedByName(DecidedBy decided_by) {
  switch (decided_by) {
    case DecidedBy::kNetworkClass:
      return "network_class";
    case DecidedBy::kOpticalDensity:
      return "optical_density";
    case DecidedBy::kBoth:
      return "both";
  }
  return "";
}

DecidedBy EffectiveDecision(const PositivityRule& rule, bool has_classes) {
  return has_classes ? rule.decided_by : DecidedBy::kOpticalDensity;
}

std::optional<double> ClassShare(const std::optional<NetworkVerdict>& verdict,
                                 Compartment compartment) {
  if (!verdict) return std::nullopt;
  return compartment == Compartment::kNucleus ? verdict->nucleus_share
                                              : verdict->membrane_share;
}

CellClass Classify(const Measurement& measurement,
                   std::optional<double> class_share,
                   const PositivityRule& rule) {
  const OpticalDensity measured = rule.compartment == Compartment::kNucleus
                                      ? measurement.dab_nucleus
                                      : measurement.dab_cytoplasm;
  const bool is_dense = measured >= rule.threshold;
  const bool is_seen = class_share && *class_share >= rule.class_share;
  bool positive = false;
  switch (EffectiveDecision(rule, class_share.has_value())) {
    case DecidedBy::kNetworkClass:
      positive = is_seen;
      break;
    case DecidedBy::kOpticalDensity:
      positive = is_dense;
      break;
    case DecidedBy::kBoth:
      positive = is_dense && is_seen;
      break;
  }
  return positive ? CellClass::kPositive : CellClass::kNegative;
}

}  // namespace cellquant::core
