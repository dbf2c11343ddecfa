#include "clients/cli/comparison_table.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <map>
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

// "before", or the day where there is no label.
std::string TimepointText(const json& timepoint) {
  std::string label = Text(timepoint["label"]);
  if (!label.empty()) return label;
  if (!timepoint.contains("day")) return "?";
  return fmt::format("day {}", timepoint["day"].get<int>());
}

// "before -> day 90": of a check or of an entry of `comparisons`.
class Times {
 public:
  explicit Times(const json& comparison) {
    for (const json& one : comparison["measurements"]) {
      texts_[Text(one["report_digest"])] = TimepointText(one["timepoint"]);
    }
  }

  std::string Of(const json& pair) const {
    return texts_.at(Text(pair["before_digest"])) + " -> " +
           texts_.at(Text(pair["after_digest"]));
  }

 private:
  std::map<std::string, std::string> texts_;
};

// Four digits, but never "1.002e+04".
std::string Number(double value) {
  return value < 1000.0 ? fmt::format("{:.4g}", value)
                        : fmt::format("{:.0f}", value);
}

// "12.3 (10.1 to 14.9)", "< 3.00" or why there is none.
std::string DensityText(const json& comparison, const char* side) {
  if (!comparison.contains(side)) return "no region";
  const json& one = comparison[side];
  if (!one.contains("positive_cells_per_mm2")) return "not evaluable";
  const json& interval = one["positive_cells_per_mm2_interval"];
  const double high = interval["high"].get<double>();
  if (interval["one_sided"].get<bool>()) return "< " + core::RoundedUp(high);
  return fmt::format("{} ({} to {})",
                     Number(one["positive_cells_per_mm2"].get<double>()),
                     Number(interval["low"].get<double>()), Number(high));
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

// The interval that decides, the wider of two.
json DecidingBounds(const json& estimate) {
  json bounds = estimate["poisson"];
  if (!estimate.contains("clustered")) return bounds;
  const json& other = estimate["clustered"];
  if (bounds.contains("low"))
    bounds["low"] = std::min(bounds["low"], other["low"]);
  if (bounds.contains("high"))
    bounds["high"] = std::max(bounds["high"], other["high"]);
  return bounds;
}

std::string RatioText(const json& comparison) {
  if (!comparison.contains("ratio")) return "-";
  const json& ratio = comparison["ratio"];
  const json bounds = DecidingBounds(ratio);
  if (!ratio.contains("value")) return BoundsText(bounds);
  return fmt::format("{:.3g} ({})", ratio["value"].get<double>(),
                     BoundsText(bounds));
}

void PrintRows(std::ostream& out, const json& comparisons, const Times& times) {
  std::vector<std::vector<std::string>> rows = {{"marker", "regions", "times",
                                                 "verdict", "before/mm2",
                                                 "after/mm2", "ratio"}};
  for (const json& one : comparisons) {
    rows.push_back({Text(one["marker"]), Text(one["region_class"]),
                    times.Of(one),
                    one.contains("verdict") ? Text(one["verdict"]) : "-",
                    DensityText(one, "before"), DensityText(one, "after"),
                    RatioText(one)});
  }
  PrintTable(out, rows, 4);
}

void PrintReasons(std::ostream& out, const json& comparisons,
                  const Times& times) {
  for (const json& one : comparisons) {
    const std::string what =
        fmt::format("{} {}, {}", Text(one["marker"]), Text(one["region_class"]),
                    times.Of(one));
    const bool decided = one.contains("verdict");
    fmt::print(out, "{}: {}\n", what,
               decided ? Text(one["verdict"]) + ": " + Text(one["reason"])
                       : "no verdict: " + Text(one["no_verdict_reason"]));
    if (one.contains("holds_for_groups_of")) {
      fmt::print(out,
                 "    holds as long as cells that remain lie in groups of at "
                 "most {:.3g} on average\n",
                 one["holds_for_groups_of"].get<double>());
    }
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

void PrintGate(std::ostream& out, const json& gate, const Times& times) {
  const bool forced = gate["forced"].get<bool>() && gate["status"] == "refuse";
  fmt::print(out, "gate: {}{}\n", Text(gate["status"]),
             forced ? " (verdicts were forced)" : "");
  for (const json& check : gate["checks"]) {
    if (check["status"] == "pass") continue;
    fmt::print(out, "  {} {} {}, {}: {} ({} -> {}; {})\n",
               check["status"] == "refuse" ? "REFUSED" : "caveat",
               Text(check["marker"]), times.Of(check), Text(check["name"]),
               Text(check["reason"]), Text(check["before"]),
               Text(check["after"]), Text(check["limit"]));
  }
}

}  // namespace

void PrintComparison(std::ostream& out, const json& comparison) {
  const std::string patient = Text(comparison["patient"]);
  fmt::print(out, "{}  {}\n", patient.empty() ? "patient not known" : patient,
             comparison["digest"].get<std::string>().substr(0, 19));
  const Times times(comparison);
  PrintGate(out, comparison["gate"], times);
  PrintRows(out, comparison["comparisons"], times);
  PrintReasons(out, comparison["comparisons"], times);
  for (const json& caveat : comparison["caveats"]) {
    fmt::print(out, "caveat: {}\n", Text(caveat));
  }
}

}  // namespace cellquant::cli
