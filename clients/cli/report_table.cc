#include "clients/cli/report_table.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "clients/cli/area_notes.h"
#include "clients/cli/report_notes.h"
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

// Characters as a terminal shows them: bytes that begin a UTF-8 sequence.
std::size_t Width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void PrintRows(std::ostream& out, const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], Width(row[i]));
    }
  }
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - Width(row[i]), ' ');
      const bool text = i == 0;
      out << (i == 0 ? "" : "  ")
          << (text ? row[i] + padding : padding + row[i]);
    }
    out << '\n';
  }
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
  PrintRows(out, rows);
  PrintAreaNotes(out, report);
  PrintReportNotes(out, report);
  for (const json& warning : report["warnings"]) {
    fmt::print(out, "note: {}\n",
               core::PrintableText(warning.get<std::string>()));
  }
}

}  // namespace cellquant::cli
