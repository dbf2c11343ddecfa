// How much tissue would have decided.
#ifndef CELLQUANT_CORE_COMPARE_TISSUE_NEEDED_H_
#define CELLQUANT_CORE_COMPARE_TISSUE_NEEDED_H_

#include <optional>

#include "core/compare/change.h"
#include "core/compare/verdict.h"

namespace cellquant::core {

// Beyond this many times the tissue there is, no one will cut it.
inline constexpr double kMostTissue = 1000.0;

// Returns the least evaluable areas in which the densities observed, with
// their clustering, would give a verdict: counts, areas and effective blocks of
// both timepoints times one factor, the smallest up to kMostTissue, within 1 %
// above it. Where the verdict rests on the limit, the area before stays.
// Nothing when no factor decides. It is a plan and no promise: new tissue has
// other counts. Pure and thread-safe.
std::optional<TissueNeeded> TissueToDecide(const SamplePair& samples,
                                           const ChangeRules& rules);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_TISSUE_NEEDED_H_
