// The change of a density by block bootstrap: both timepoints' tissue is drawn
// again, by the rules of core/regions/block_bootstrap.h.
#ifndef CELLQUANT_CORE_COMPARE_PAIR_BOOTSTRAP_H_
#define CELLQUANT_CORE_COMPARE_PAIR_BOOTSTRAP_H_

#include <optional>
#include <string>

#include "core/compare/change.h"

namespace cellquant::core {

struct PairIntervals {
  std::optional<ConfidenceBounds> ratio;
  std::optional<ConfidenceBounds> difference;
  std::string refused;  // why there are none, else empty
};

// Returns two-sided 95 % intervals, or why there are none: a timepoint has
// fewer than 20 effective blocks, or no cell.
//
// Percentile intervals of a few dozen blocks are too narrow, for two reasons,
// so percentiles further out are taken (Hesterberg, Am Stat 69:371, 2015,
// section 3.4, "expanded"): instead of 2.5 %, the normal probability of
//
//   -sqrt(B / (B - 1)) t(0.975; B - 1) sqrt(V with_neighbors / V of_blocks)
//
// with B the smaller number of effective blocks and V the variance of the log
// ratio, or of the difference (core/compare/clustering.h). A replicate without
// a cell before has an infinite ratio; where such ones reach into the interval
// it has no upper end. Replicates without any cell have no ratio.
//
// Before is drawn with the seed given, after with the next. Blocks are in
// order, options within range. The same input gives the same bytes. Pure and
// thread-safe.
PairIntervals PairBootstrap(const TimepointCount& before,
                            const TimepointCount& after,
                            const BlockBootstrapOptions& options);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_PAIR_BOOTSTRAP_H_
