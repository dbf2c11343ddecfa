// Whether two measurements may be compared at all: asked before any difference
// is looked at.
#ifndef CELLQUANT_CORE_COMPARE_GATE_H_
#define CELLQUANT_CORE_COMPARE_GATE_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/compare/measurement.h"

namespace cellquant::core {

enum class GateStatus { kPass, kPassWithCaveats, kRefuse };
std::string_view GateStatusName(GateStatus status);  // "pass_with_caveats"

// One thing that must be the same, or nearly so.
struct GateCheck {
  std::string name;  // "stain_vectors"
  GateStatus status = GateStatus::kPass;
  std::string before;  // value with unit, or "not known"
  std::string after;
  std::string limit;   // what is tolerated, in words
  std::string reason;  // one sentence, empty when it passes
};

struct GateLimits {
  double pixel_size_percent = 2.0;     // caveat above; refused above 25
  double stain_angle_deg = 4.0;        // caveat above; refused above twice
  double white_point_percent = 5.0;    // caveat above; refused above 4 times
  double stain_strength_percent = 20;  // caveat above; refused above 50
  double internal_control_percent = 20;  // refused above
  double focus_percent = 10;
  double evaluable_percent = 10;
};

struct Gate {
  GateStatus status = GateStatus::kPass;  // the worst of the checks
  std::vector<GateCheck> checks;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_COMPARE_GATE_H_
