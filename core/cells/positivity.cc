#include "core/cells/positivity.h"

namespace cellquant::core {

std::string_view CompartmentName(Compartment compartment) {
  switch (compartment) {
    case Compartment::kNucleus:
      return "nucleus";
    case Compartment::kMembrane:
      return "membrane";
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

OpticalDensity StainIn(Compartment compartment,
                       const Measurement& measurement) {
  switch (compartment) {
    case Compartment::kNucleus:
      return measurement.dab_nucleus;
    case Compartment::kMembrane:
      return measurement.dab_membrane;
    case Compartment::kCytoplasm:
      return measurement.dab_cytoplasm;
  }
  return {};
}

CellClass Classify(const Measurement& measurement,
                   std::optional<double> class_share,
                   const PositivityRule& rule) {
  const OpticalDensity stain = StainIn(rule.compartment, measurement);
  const bool is_seen = class_share && *class_share >= rule.class_share;
  switch (EffectiveDecision(rule, class_share.has_value())) {
    case DecidedBy::kNetworkClass:
      return is_seen ? CellClass::kPositive : CellClass::kNegative;
    case DecidedBy::kBoth:
      if (!is_seen) return CellClass::kNegative;
      break;
    case DecidedBy::kOpticalDensity:
      break;
  }
  if (stain >= rule.threshold) return CellClass::kPositive;
  return stain >= rule.equivocal_from ? CellClass::kEquivocal
                                      : CellClass::kNegative;
}

}  // namespace cellquant::core
