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

CellClass Classify(const Measurement& measurement, const PositivityRule& rule) {
  const OpticalDensity measured = rule.compartment == Compartment::kNucleus
                                      ? measurement.dab_nucleus
                                      : measurement.dab_cytoplasm;
  return measured >= rule.threshold ? CellClass::kPositive
                                    : CellClass::kNegative;
}

}  // namespace cellquant::core
