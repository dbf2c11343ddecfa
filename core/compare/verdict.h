// What may be said of a change of density.
#ifndef CELLQUANT_CORE_COMPARE_VERDICT_H_
#define CELLQUANT_CORE_COMPARE_VERDICT_H_

#include <optional>
#include <string>

#include "core/compare/change.h"
#include "core/compare/clustering.h"

namespace cellquant::core {

// What is known of both timepoints.
struct SamplePair {
  Sample before;
  Sample after;
};

// What verdicts rest on. Each is the wider of two intervals, that of
// independent and that of clustered cells.
struct Evidence {
  ConfidenceBounds ratio;        // 2.5 % on each side, also of a single bound
  ConfidenceBounds equivalence;  // 90 %: two one-sided tests (Schuirmann 1987)
  CellsPerSquareMillimeter upper_after;     // one-sided 95 %, over recall
  CellsPerSquareMillimeter density_before;  // over recall
  bool none_after = false;                  // no positive cell was found
};
Evidence Weigh(const SamplePair& samples, const ChangeRules& rules);

// Returns the first that applies of kCleared, kUnchanged, kReduced and
// kIncreased, else kNotDecidable.
Verdict Decide(const Evidence& evidence, const ChangeRules& rules);

// Returns the sentence that explains the verdict.
std::string ReasonOf(Verdict verdict, const Evidence& evidence,
                     const ChangeRules& rules);

// Returns the mean size of groups at which the bound after, with count and area
// over that size but at least one group where a cell was found, meets
// `cleared_below`: up to it "cleared" holds. Both functions here and above are
// pure and thread-safe.
double HoldsForGroupsOf(const Rate& after,
                        CellsPerSquareMillimeter cleared_below, double recall);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_VERDICT_H_
