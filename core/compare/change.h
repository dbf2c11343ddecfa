// How a density changed between two timepoints, and what may be said of it.
//
// Every statement is made twice: as if cells lay independently of each other
// (Poisson), and as cells lie, in clusters. For the second, count and area are
// divided by the design effect - how many times more the counts of blocks vary
// than Poisson's would -, and the exact methods are applied to the effective
// count and area that remain (Rao & Scott, Biometrics 48:577, 1992). Where
// blocks are too few to tell, or absent, all cells of a timepoint are taken as
// one cluster: what cannot be known is assumed at its worst, and a large change
// is still seen. A verdict has to hold both ways, but for "cleared" where none
// was found: that has holds_for_groups_of. Counting error only: that of
// detection is another. docs/algorithm.md, section 12, has the equations.
#ifndef CELLQUANT_CORE_COMPARE_CHANGE_H_
#define CELLQUANT_CORE_COMPARE_CHANGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/regions/block_bootstrap.h"

namespace cellquant::core {

// What was counted at one timepoint.
struct TimepointCount {
  std::uint64_t count = 0;
  SquareMillimeters area;          // positive
  std::vector<CountBlock> blocks;  // add up to count and area; may be empty
};

// An interval. A side that is absent is unbounded: with none found before, the
// ratio has a lower bound only.
struct ConfidenceBounds {
  std::optional<double> low;
  std::optional<double> high;
  bool one_sided = false;   // 95 % on one side, otherwise 95 % between the two
  std::string_view method;  // as in the report
};

// How much more the counts of blocks vary than independent cells would.
struct Clustering {
  // From 1 to the count; nothing where there are too few blocks to tell, or no
  // cell was found.
  std::optional<double> design_effect;
  double degrees_of_freedom = 0.0;  // effective blocks - 1
  std::size_t blocks = 0;
  double effective_blocks = 0.0;
  std::string not_assessed;  // why there is none, else empty
};

// One quantity with its intervals.
struct Estimate {
  std::optional<double> value;  // nothing: 0 / 0 or x / 0
  ConfidenceBounds poisson;
  // A count of 0 has the design effect of the other timepoint; nothing where
  // both are 0.
  std::optional<ConfidenceBounds> clustered;
  std::optional<ConfidenceBounds> bootstrap;
  std::string bootstrap_refused;  // why there is none, else empty
};

enum class Verdict {
  kCleared,      // after: the upper bound is below the protocol's limit
  kReduced,      // the ratio's interval is below 1
  kUnchanged,    // the ratio's 90 % interval is within the margin
  kIncreased,    // the ratio's interval is above 1
  kNotDecidable  // none of these
};
std::string_view VerdictName(Verdict verdict);  // "cleared", "not_decidable"

// Evaluable tissue at each timepoint in which the densities seen here would
// have decided.
struct TissueNeeded {
  SquareMillimeters before;
  SquareMillimeters after;
  Verdict verdict = Verdict::kNotDecidable;  // what it would have been
};

struct ChangeRules {
  std::optional<CellsPerSquareMillimeter> cleared_below;
  double recall = 1.0;  // of both timepoints: it cancels in the ratio
  double margin_low = 0.8;
  double margin_high = 1.25;        // ratios between are "unchanged"
  BlockBootstrapOptions bootstrap;  // its block_side is that of all blocks
};

struct Change {
  Estimate ratio;       // after over before
  Estimate difference;  // after less before, cells per mm2
  Clustering before;
  Clustering after;
  // The ratio's 90 % interval, the wider of the two: two one-sided tests.
  ConfidenceBounds equivalence;
  // One-sided 95 % upper bound of the density after, over recall; where no cell
  // was found, nothing is known of clusters, and there is no clustered one.
  CellsPerSquareMillimeter upper_bound_after;
  std::optional<CellsPerSquareMillimeter> clustered_upper_bound_after;
  // "cleared" holds as long as the cells that remain lie in groups of no more
  // than this many on average; nothing for other verdicts.
  std::optional<double> holds_for_groups_of;
  Verdict verdict = Verdict::kNotDecidable;
  std::string reason;  // one sentence: what decided, or what is missing
  std::optional<TissueNeeded> tissue_needed;  // of kNotDecidable
};

// Returns what became of the density. Fails with kInvalidArgument when an area
// is not positive, blocks do not add up, or a rule is out of range. The same
// input gives the same bytes. Pure and thread-safe.
Result<Change> MeasureChange(const TimepointCount& before,
                             const TimepointCount& after,
                             const ChangeRules& rules);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_CHANGE_H_
