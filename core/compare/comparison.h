// Two or more timepoints of one patient, for one or more markers, as a value.
// docs/comparison.md describes each field as it stands in comparison.json;
// proto/cellquant/v1/comparison_service.proto is the same on the wire.
#ifndef CELLQUANT_CORE_COMPARE_COMPARISON_H_
#define CELLQUANT_CORE_COMPARE_COMPARISON_H_

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/compare/change.h"
#include "core/compare/gate.h"
#include "core/compare/measurement.h"

namespace cellquant::core {

// One marker in one class of regions, at a timepoint and at a later one.
struct ClassComparison {
  std::string marker;
  std::string region_class;
  std::size_t before = 0;  // index into Comparison::measurements
  std::size_t after = 0;
  std::size_t before_class = 0;  // index into the measurement's classes
  std::size_t after_class = 0;
  // Nothing when the gate refused or a side is not evaluable.
  std::optional<Change> change;
  std::string no_change_reason;      // why there is none, else empty
  std::vector<std::string> caveats;  // of therapies, shrinkage, clustering
};

// The gate between two measurements of one marker.
struct PairGate {
  std::string marker;
  std::size_t before = 0;
  std::size_t after = 0;
  Gate gate;
};

struct Comparison {
  std::string patient;  // a pseudonym; empty: nobody said
  // By marker, then by time; the first of a marker is what all later ones are
  // compared with.
  std::vector<Measurement> measurements;
  GateStatus gate_status = GateStatus::kPass;  // the worst of all pairs
  std::vector<PairGate> gates;
  bool forced = false;  // compared although the gate refused
  std::vector<ClassComparison> comparisons;
  std::vector<std::string> caveats;  // of the comparison as a whole
  std::string digest;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_COMPARISON_H_
