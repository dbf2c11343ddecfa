// Whether two measurements may be compared at all: asked before any difference
// is looked at.
//
// Each check holds one thing that must be the same, or nearly so, against a
// limit. What cannot be known does not pass: it is a caveat. A difference that
// makes the numbers another quantity (another protocol, another patient, an
// internal control that did not stain) is a refusal. The limits are
// conventions with reasons (docs/comparison.md), not measured ones.
#ifndef CELLQUANT_CORE_COMPARE_GATE_H_
#define CELLQUANT_CORE_COMPARE_GATE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/compare/measurement.h"

namespace cellquant::core {

enum class GateStatus { kPass, kPassWithCaveats, kRefuse };

// "pass", "pass_with_caveats" or "refuse".
std::string_view GateStatusName(GateStatus status);

struct GateCheck {
  std::string name;  // "stain_vectors"
  GateStatus status = GateStatus::kPass;
  std::string before;  // value with its unit, or "not known"
  std::string after;
  std::string limit;   // what is tolerated, in words
  std::string reason;  // one sentence; empty when it passes
};

// Above `caveat` a check has one, above `refuse` it refuses.
struct GateLimit {
  double caveat = 0.0;
  double refuse = 0.0;
};

struct GateLimits {
  // Larger over smaller, less 1, in percent: 2 % are 4 % of density; beyond
  // 25 % the objective was another one.
  GateLimit pixel_size_percent{2.0, 25.0};
  GateLimit stain_angle_deg{4.0, 12.0};
  GateLimit white_point_percent{5.0, 25.0};
  GateLimit stain_strength_percent{20.0, 50.0};  // hematoxylin, DAB
  // Median DAB of the internal control's stained cells.
  GateLimit internal_control_percent{20.0, 40.0};
  GateLimit sharpness_percent{50.0, 200.0};
  // Of the tissue, at either time: a caveat for any class of regions, a refusal
  // where every one has more.
  GateLimit out_of_focus_percent{10.0, 50.0};
  GateLimit lost_percent{20.0, 50.0};
};

struct GateOptions {
  // By marker, the class of regions that hold cells known to be stained, for
  // example the mantle for CD20; that of "" is for every other marker.
  std::map<std::string, std::string> internal_controls = {};
  GateLimits limits = {};
};

struct Gate {
  GateStatus status = GateStatus::kPass;  // the worst of the checks
  std::vector<GateCheck> checks;          // always the same ones, in one order
};

// Returns whether `before` and `after`, of one marker, may be compared. Pure
// and thread-safe.
Gate CheckComparable(const SlideMeasurement& before,
                     const SlideMeasurement& after,
                     const GateOptions& options = {});

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_GATE_H_
