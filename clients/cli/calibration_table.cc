#include "clients/cli/calibration_table.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

namespace cellquant::cli {
namespace {

void PrintLine(std::ostream& out, std::string_view what,
               const std::string& value) {
  out << fmt::format("{:<22}{}\n", what, value);
}

std::string Shown(const std::array<double, 3>& v, std::string_view format) {
  return fmt::format(fmt::runtime(format), v[0], v[1], v[2]);
}

void PrintStain(std::ostream& out, std::string_view name,
                const core::StainVector& protocols, const core::StainArm& arm) {
  constexpr std::string_view kVector = "{:.4f} {:.4f} {:.4f}";
  PrintLine(out, fmt::format("{}, protocol", name), Shown(protocols, kVector));
  const std::string of = fmt::format("{}, slide", name);
  if (!arm.vector) {
    PrintLine(out, of, "not estimated: " + arm.reason);
    return;
  }
  PrintLine(
      out, of,
      fmt::format("{}, {:.1f} degrees away, {:.1f} % of the tissue{}",
                  Shown(*arm.vector, kVector), arm.degrees_from_start,
                  100.0 * arm.share,
                  arm.reason.empty() ? "" : "; not accepted: " + arm.reason));
}

void PrintStrength(std::ostream& out, std::string_view name,
                   const core::StainStrength& strength) {
  PrintLine(out, name,
            strength.density
                ? fmt::format("{:.3f}, {} pixels", strength.density->value(),
                              strength.pixels)
                : "none: " + strength.reason);
}

}  // namespace

void PrintCalibration(std::ostream& out, const core::Calibration& calibration,
                      const core::Protocol& protocol) {
  PrintLine(out, "white point",
            Shown(calibration.white_point, "{:.0f} {:.0f} {:.0f}") + ", " +
                std::string(core::CalibrationSourceName(
                    calibration.white_point_source)));
  PrintStain(out, "hematoxylin", protocol.stains.hematoxylin,
             calibration.estimate.hematoxylin);
  PrintStain(out, "DAB", protocol.stains.dab, calibration.estimate.dab);
  PrintStrength(out, "hematoxylin strength", calibration.strengths.hematoxylin);
  PrintStrength(out, "DAB strength", calibration.strengths.dab);
}

void PrintThreshold(std::ostream& out, const core::ControlThreshold& found,
                    const core::Protocol& protocol) {
  PrintLine(out, "threshold, protocol",
            fmt::format("{:.3f}", protocol.positivity.threshold.value()));
  PrintLine(
      out, "threshold, controls",
      fmt::format("{:.3f}: {:.3f} + 3 x {:.3f} of {} cells",
                  found.threshold.value(), found.mean.value(),
                  found.standard_deviation.value(), found.negative_cells));
  if (found.positive_cells > 0) {
    PrintLine(
        out, "positive control",
        fmt::format("{:.1f} % of {} cells reach it",
                    100.0 * found.positive_above_share, found.positive_cells));
  }
}

}  // namespace cellquant::cli
