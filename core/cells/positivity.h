// When a cell counts as positive: a fixed optical density, the same for every
// tile and region of every slide (docs/algorithm.md, section 6).
#ifndef CELLQUANT_CORE_CELLS_POSITIVITY_H_
#define CELLQUANT_CORE_CELLS_POSITIVITY_H_

#include <string_view>

#include "core/base/units.h"
#include "core/cells/cell.h"
#include "core/cells/measure.h"

namespace cellquant::core {

// Where DAB is measured to decide.
enum class Compartment { kNucleus, kCytoplasm };

// "nucleus" or "cytoplasm", as in protocol files.
std::string_view CompartmentName(Compartment compartment);

struct PositivityRule {
  Compartment compartment = Compartment::kNucleus;
  OpticalDensity threshold{0.20};  // of DAB in the compartment
};

// Returns kPositive when the compartment is at or above the threshold.
CellClass Classify(const Measurement& measurement, const PositivityRule& rule);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_POSITIVITY_H_
