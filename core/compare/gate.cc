#include "core/compare/gate.h"

#include <algorithm>

#include "core/compare/gate_checks.h"

namespace cellquant::core {

std::string_view GateStatusName(GateStatus status) {
  switch (status) {
    case GateStatus::kPass:
      return "pass";
    case GateStatus::kPassWithCaveats:
      return "pass_with_caveats";
    case GateStatus::kRefuse:
      return "refuse";
  }
  return "";
}

namespace {

// Empty: none was named. Compare has checked that the markers exist.
std::string ControlOf(const std::string& marker, const GateOptions& options) {
  for (const std::string& key : {marker, std::string()}) {
    const auto found = options.internal_controls.find(key);
    if (found != options.internal_controls.end()) return found->second;
  }
  return "";
}

}  // namespace

Gate CheckComparable(const SlideMeasurement& before,
                     const SlideMeasurement& after,
                     const GateOptions& options) {
  const MeasurementPair pair{before, after};
  const GateLimits& limits = options.limits;
  Gate gate;
  gate.checks = {
      // Whose tissue, and which.
      CheckPatient(pair),
      CheckSlides(pair),
      CheckTimepoints(pair),
      // How it was measured.
      CheckProtocol(pair),
      CheckProfile(pair),
      CheckDetector(pair),
      CheckSoftware(pair),
      CheckPixelSize(pair, limits.pixel_size_percent),
      CheckScanner(pair),
      // How it was cut and stained.
      CheckThickness(pair),
      CheckClone(pair),
      CheckStainVectors(pair, limits.stain_angle_deg),
      CheckWhitePoint(pair, limits.white_point_percent),
      CheckHematoxylinStrength(pair, limits.stain_strength_percent),
      CheckDabStrength(pair, limits.stain_strength_percent),
      CheckInternalControl(pair, ControlOf(before.marker, options),
                           limits.internal_control_percent),
      // How much of it could be seen.
      CheckSharpness(pair, limits.sharpness_percent),
      CheckFocus(pair, limits.out_of_focus_percent),
      CheckEvaluable(pair, limits.lost_percent),
  };
  for (const GateCheck& check : gate.checks) {
    gate.status = std::max(gate.status, check.status);
  }
  return gate;
}

}  // namespace cellquant::core
