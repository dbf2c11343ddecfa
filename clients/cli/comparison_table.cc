#include "clients/cli/comparison_table.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "clients/cli/table.h"
#include "core/base/printable_text.h"
#include "core/regions/density.h"

namespace cellquant::cli {
namespace {

using nlohmann::json;

std::string Text(const json& value) {
  return core::PrintableText(value.get<std::string>());
}

// "day 90", "before", or the day alone.
std::string TimepointText(const json& side) {
  const json& timepoint = side["timepoint"];
  const std::string label = Text(timepoint["label"]);
  if (!label.empty()) return label;
  if (!timepoint.contains("day")) return "?";
  return fmt::format("day {}", timepoint["day"].get<int>());
}

// "12.3 (10.1 to 14.9)", "< 3.00" or why there is none.
std::string DensityText(const json& comparison, const char* side) {
  if (!comparison.contains(side)) return "no region";
  const json& one = comparison[side];
  if (!one.contains("positive_cells_per_mm2")) return "not evaluable";
  const json& interval = one["positive_cells_per_mm2_interval"];
  const double high = interval["high"].get<double>();
  if (interval["one_sided"].get<bool>()) return "< " + core::RoundedUp(high);
  return fmt::format("{:.4g} ({:.4g} to {:.4g})",
                     one["positive_cells_per_mm2"].get<double>(),
                     interval["low"].get<double>(), high);
}

std::string BoundsText(const json& bounds) {
  if (bounds.contains("low") && bounds.contains("high")) {
    if (bounds["one_sided"].get<bool>()) {
      return fmt::format("below {:.3g}", bounds["high"].get<double>());
    }
    return fmt::format("{:.3g} to {:.3g}", bounds["low"].get<double>(),
                       bounds["high"].get<double>());
  }
  if (bounds.contains("low")) {
    return fmt::format("above {:.3g}", bounds["low"].get<double>());
  }
  return "-";
}

// With the interval that decides: that of cells as they lie.
std::string RatioText(const json& comparison) {
  if (!comparison.contains("ratio")) return "-";
  const json& ratio = comparison["ratio"];
  const json& bounds =
      ratio.contains("clustered") ? ratio["clustered"] : ratio["poisson"];
  if (!ratio.contains("value")) return BoundsText(bounds);
  return fmt::format("{:.3g} ({})", ratio["value"].get<double>(),
                     BoundsText(bounds));
}

void PrintRows(std::ostream& out, const json& comparisons) {
  std::vector<std::vector<std::string>> rows = {{"marker", "regions", "times",
                                                 "verdict", "before/mm2",
                                                 "after/mm2", "ratio"}};
  for (const json& one : comparisons) {
    const std::string from =
        one.contains("before") ? TimepointText(one["before"]) : "-";
    const std::string to =
        one.contains("after") ? TimepointText(one["after"]) : "-";
    rows.push_back({Text(one["marker"]), Text(one["region_class"]),
                    fmt::format("{} -> {}", from, to),
                    one.contains("verdict") ? Text(one["verdict"]) : "-",
                    DensityText(one, "before"), DensityText(one, "after"),
                    RatioText(one)});
  }
  PrintTable(out, rows, 4);
}

void PrintReasons(std::ostream& out, const json& comparisons) {
  for (const json& one : comparisons) {
    const std::string what =
        Text(one["marker"]) + " " + Text(one["region_class"]);
    const bool decided = one.contains("verdict");
    fmt::print(out, "{}: {}\n", what,
               decided ? Text(one["verdict"]) + ": " + Text(one["reason"])
                       : "no verdict: " + Text(one["no_verdict_reason"]));
    if (one.contains("tissue_needed")) {
      const json& needed = one["tissue_needed"];
      fmt::print(out, "    {} mm2 before and {} mm2 after would say \"{}\"\n",
                 core::RoundedUp(needed["before_mm2"].get<double>()),
                 core::RoundedUp(needed["after_mm2"].get<double>()),
                 Text(needed["verdict"]));
    }
    for (const json& caveat : one["caveats"]) {
      fmt::print(out, "    caveat: {}\n", Text(caveat));
    }
  }
}

void PrintGate(std::ostream& out, const json& gate) {
  fmt::print(out, "gate: {}{}\n", Text(gate["status"]),
             gate["forced"].get<bool>() ? " (verdicts were forced)" : "");
  for (const json& check : gate["checks"]) {
    if (check["status"] == "pass") continue;
    fmt::print(out, "  {} {} {}: {} ({} -> {}; {})\n",
               check["status"] == "refuse" ? "REFUSED" : "caveat",
               Text(check["marker"]), Text(check["name"]),
               Text(check["reason"]), Text(check["before"]),
               Text(check["after"]), Text(check["limit"]));
  }
}

}  // namespace

void PrintComparison(std::ostream& out, const json& comparison) {
  const std::string patient = Text(comparison["patient"]);
  fmt::print(out, "{}  {}\n", patient.empty() ? "patient not known" : patient,
             comparison["digest"].get<std::string>().substr(0, 19));
  PrintGate(out, comparison["gate"]);
  PrintRows(out, comparison["comparisons"]);
  PrintReasons(out, comparison["comparisons"]);
  for (const json& caveat : comparison["caveats"]) {
    fmt::print(out, "caveat: {}\n", Text(caveat));
  }
}

}  // namespace cellquant::cli
