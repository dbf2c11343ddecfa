#include "clients/cli/report_table.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "clients/cli/area_notes.h"
#include "clients/cli/report_notes.h"
#include "clients/cli/table.h"
#include "core/base/printable_text.h"
#include "core/regions/density.h"

namespace cellquant::cli {
namespace {

using nlohmann::json;
using Row = std::vector<std::string>;

// Where none was found the bound is that of the evaluable part, as in the text
// of the density.
std::string IntervalText(const json& region) {
  const json& interval = region["positive_cells_per_mm2_interval"];
  const double high = interval["high"].get<double>();
  if (interval["one_sided"].get<bool>()) {
    const double bound =
        region.value("positive_cells_per_mm2_upper_bound", high);
    return fmt::format("0 to {} (one-sided)", core::RoundedUp(bound));
  }
  return fmt::format("{:.1f} to {:.1f}", interval["low"].get<double>(), high);
}

std::string PercentText(const json& region) {
  if (!region.contains("percent_positive")) return "-";
  return fmt::format("{:.1f}", region["percent_positive"].get<double>());
}

Row RowOf(const json& region) {
  return {LabelOf(region),
          fmt::format("{:.4f}", region["area_mm2"].get<double>()),
          fmt::format("{}", region["cell_count"].get<std::uint64_t>()),
          fmt::format("{}", region["positive_cell_count"].get<std::uint64_t>()),
          PercentText(region),
          fmt::format("{:.0f}", region["cells_per_mm2"].get<double>()),
          region["positive_cells_per_mm2_text"].get<std::string>(),
          IntervalText(region)};
}

}  // namespace

void PrintReportTable(std::ostream& out, const json& report) {
  const json& protocol = report["protocol"];
  fmt::print(out, "{}  {} {}  {}\n",
             core::PrintableText(report["slide"]["name"].get<std::string>()),
             protocol["marker"].get<std::string>(),
             protocol["version"].get<std::string>(),
             report["digest"].get<std::string>().substr(0, 19));
  std::vector<Row> rows = {{"region", "mm2", "cells", "positive", "%",
                            "cells/mm2", "positive/mm2", "95 % interval"}};
  for (const json& region : report["regions"]) rows.push_back(RowOf(region));
  PrintTable(out, rows, 1);
  PrintAreaNotes(out, report);
  PrintReportNotes(out, report);
  for (const json& warning : report["warnings"]) {
    fmt::print(out, "note: {}\n",
               core::PrintableText(warning.get<std::string>()));
  }
}

}  // namespace cellquant::cli
