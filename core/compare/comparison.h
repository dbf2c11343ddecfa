// Two or more timepoints of one patient, for one or more markers, as a value.
// docs/comparison.md describes each field as it stands in comparison.json;
// proto/cellquant/v1/comparison.proto is the same on the wire.
#ifndef CELLQUANT_CORE_COMPARE_COMPARISON_H_
#define CELLQUANT_CORE_COMPARE_COMPARISON_H_

#include <optional>
#include <string>
#include <vector>

#include "core/compare/change.h"
#include "core/compare/gate.h"
#include "core/compare/measurement.h"

namespace cellquant::core {

// Two measurements of one marker, by their place in Comparison::measurements.
struct MeasuredPair {
  std::size_t before = 0;
  std::size_t after = 0;
};

struct PairGate {
  MeasuredPair pair;
  Gate gate;
};

// One marker in one class of regions, at the first timepoint and at a later
// one.
struct ClassComparison {
  MeasuredPair pair;
  std::string region_class;
  // Nothing where that timepoint has no region of the class.
  std::optional<ClassMeasurement> before;
  std::optional<ClassMeasurement> after;
  ChangeRules rules;  // in force
  // Nothing where the gate refused, or a side cannot be evaluated.
  std::optional<Change> change;
  std::string no_change_reason;      // why there is none, else empty
  std::vector<std::string> caveats;  // of this class alone
};

struct CompareOptions {
  GateOptions gate = {};
  bool force = false;  // compare although the gate refuses
  double margin_low = 0.8;
  double margin_high = 1.25;  // ratios between are "unchanged"
  BlockBootstrapOptions bootstrap = {};
};

struct Comparison {
  std::string patient;  // a pseudonym; empty: nobody said, or they differ
  // By marker, then by time: all later ones are compared with a marker's first.
  std::vector<SlideMeasurement> measurements;
  GateStatus gate_status = GateStatus::kPass;  // the worst of all pairs
  std::vector<PairGate> gates;
  std::vector<ClassComparison> comparisons;
  std::vector<std::string> caveats;  // of the comparison as a whole
  CompareOptions options;            // in force
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_COMPARISON_H_
