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
  if (EffectiveDecision(rule, class_share.has_value()) ==
      DecidedBy::kNetworkClass) {
    return *class_share >= rule.class_share ? CellClass::kPositive
                                            : CellClass::kNegative;
  }
  const OpticalDensity measured = rule.compartment == Compartment::kNucleus
                                      ? measurement.dab_nucleus
                                      : measurement.dab_cytoplasm;
  return measured >= rule.threshold ? CellClass::kPositive
                                    : CellClass::kNegative;
}

}  // namespace cellquant::core
