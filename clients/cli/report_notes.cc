#include "clients/cli/report_notes.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>

#include "core/base/printable_text.h"
#include "core/regions/density.h"

namespace cellquant::cli {
namespace {

using nlohmann::json;

std::string TextOf(const json& object, const char* key) {
  return core::PrintableText(object[key].get<std::string>());
}

void PrintClass(std::ostream& out, const json& one) {
  if (one["region_count"].get<int>() < 2) return;
  fmt::print(out, "class {}{}: {} regions{}, {:.4f} mm2, {} of {} positive",
             TextOf(one, "classification"),
             one["negative_control"].get<bool>() ? " (negative control)" : "",
             one["region_count"].get<int>(),
             one["overlapping"].get<bool>() ? " that overlap, as one" : "",
             one["area_mm2"].get<double>(),
             one["positive_cell_count"].get<std::uint64_t>(),
             one["cell_count"].get<std::uint64_t>());
  if (one.contains("percent_positive")) {
    const json& interval = one["percent_positive_interval"];
    fmt::print(out, ", {:.1f} % (95 %: {:.1f} to {:.1f})",
               one["percent_positive"].get<double>(),
               interval["low"].get<double>(), interval["high"].get<double>());
  }
  fmt::print(out, "\n");
}

// Which regions may be called cleared.
void PrintClearing(std::ostream& out, const json& report) {
  const json& parameters = report["protocol"]["parameters"];
  if (!parameters.contains("cleared_below_per_mm2")) return;
  std::string labels;
  for (const json& region : report["regions"]) {
    if (!region.value("below_clearing_limit", false)) continue;
    labels += (labels.empty() ? "" : ", ") + LabelOf(region);
  }
  fmt::print(out, "below the clearing limit of {:g}/mm2: {}{}\n",
             parameters["cleared_below_per_mm2"].get<double>(),
             labels.empty() ? "none" : labels,
             parameters["recall_validated"].get<bool>()
                 ? ""
                 : " (recall taken as 1, not validated)");
}

void PrintLimits(std::ostream& out, const json& region) {
  const std::string label = LabelOf(region);
  if (region["negative_control"].get<bool>()) {
    fmt::print(out, "{}: negative control\n", label);
  } else if (region.contains("decision_limit_per_mm2")) {
    fmt::print(
        out, "{}: decision limit {} cells, {}/mm2; detection limit {}/mm2\n",
        label, region["decision_limit_cell_count"].get<std::uint64_t>(),
        core::RoundedUp(region["decision_limit_per_mm2"].get<double>()),
        core::RoundedUp(region["detection_limit_per_mm2"].get<double>()));
  } else {
    fmt::print(out, "{}: no decision limit: {}\n", label,
               TextOf(region, "limits_refused"));
  }
}

void PrintControl(std::ostream& out, const json& report) {
  if (!report.contains("negative_control")) return;
  const json& control = report["negative_control"];
  fmt::print(out, "negative control {}: {} false positives in {:.4f} mm2\n",
             TextOf(control, "name"),
             control["false_positive_count"].get<std::uint64_t>(),
             control["area_mm2"].get<double>());
  for (const json& region : report["regions"]) PrintLimits(out, region);
}

}  // namespace

std::string LabelOf(const json& region) {
  for (const char* key : {"name", "classification"}) {
    auto text = region[key].get<std::string>();
    if (!text.empty()) return core::PrintableText(text);
  }
  return region["region_id"].get<std::string>();
}

void PrintReportNotes(std::ostream& out, const json& report) {
  for (const json& one : report["classes"]) PrintClass(out, one);
  PrintClearing(out, report);
  PrintControl(out, report);
  for (const json& caveat : report["caveats"]) {
    fmt::print(out, "caveat: {}\n",
               core::PrintableText(caveat.get<std::string>()));
  }
}

}  // namespace cellquant::cli
