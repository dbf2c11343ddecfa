// When a cell counts as positive: by a fixed optical density in the
// compartment where the marker's stain sits, by what the network saw, or when
// both say so; in any case by numbers that are the same for every tile and
// region of every slide (docs/algorithm.md, section 7).
#ifndef CELLQUANT_CORE_CELLS_POSITIVITY_H_
#define CELLQUANT_CORE_CELLS_POSITIVITY_H_

#include <optional>
#include <string_view>

#include "core/base/units.h"
#include "core/cells/cell.h"
#include "core/cells/measure.h"

namespace cellquant::core {

// Where the stain is looked for.
enum class Compartment { kNucleus, kMembrane, kCytoplasm };

// "nucleus", "membrane" or "cytoplasm", as in protocol files.
std::string_view CompartmentName(Compartment compartment);

enum class DecidedBy { kNetworkClass, kOpticalDensity, kBoth };

// "network_class", "optical_density" or "both", as in protocol files.
std::string_view DecidedByName(DecidedBy decided_by);

struct PositivityRule {
  Compartment compartment = Compartment::kNucleus;
  DecidedBy decided_by = DecidedBy::kOpticalDensity;
  OpticalDensity threshold{0.20};       // of DAB in the compartment
  OpticalDensity equivocal_from{0.15};  // at most the threshold
  double class_share = 0.5;             // of the network's verdict, ClassShare
};

// Returns what decides: what `rule` says, or the optical density where a
// detector has no classes.
DecidedBy EffectiveDecision(const PositivityRule& rule, bool has_classes);

// Returns the share of the verdict that belongs to the compartment: that of
// stained nuclei, or that of stained rings and bodies; nothing for no verdict.
std::optional<double> ClassShare(const std::optional<NetworkVerdict>& verdict,
                                 Compartment compartment);

// Returns DAB in the compartment.
OpticalDensity StainIn(Compartment compartment, const Measurement& measurement);

// Returns kPositive when what decides is at or above the rule's: the cell's
// share, the density in its compartment, or both; kEquivocal when it is not,
// but would be at the density `equivocal_from`.
CellClass Classify(const Measurement& measurement,
                   std::optional<double> class_share,
                   const PositivityRule& rule);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_POSITIVITY_H_
