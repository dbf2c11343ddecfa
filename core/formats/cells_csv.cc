#include "core/formats/cells_csv.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/sha256.h"

namespace cellquant::core {
namespace {

std::string ShareText(const std::optional<double>& share) {
  return share ? fmt::format("{:.4f}", *share) : "";
}

std::vector<std::string_view> Split(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    fields.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return fields;
}

bool ToNumber(std::string_view text, double& value) {
  const auto [end, code] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size() &&
         std::isfinite(value);
}

// Where the three columns stand.
struct Columns {
  std::size_t x = 0;
  std::size_t y = 0;
  std::size_t classification = 0;
  std::size_t count = 0;
};

Result<Columns> ReadHeader(std::string_view line) {
  const auto names = Split(line);
  const auto find = [&](std::string_view name) {
    return static_cast<std::size_t>(
        std::find(names.begin(), names.end(), name) - names.begin());
  };
  const Columns columns{find("x_px"), find("y_px"), find("classification"),
                        names.size()};
  if (std::max({columns.x, columns.y, columns.classification}) < names.size()) {
    return columns;
  }
  return Fail(ErrorReason::kInvalidArgument,
              "the cells lack a column x_px, y_px or classification");
}

// A phantom's truth has rows of stain that is no cell.
bool IsNoCell(std::string_view line, const Columns& columns) {
  const auto fields = Split(line);
  return fields.size() == columns.count &&
         fields[columns.classification] == "none";
}

Result<Cell> ReadRow(std::string_view line, const Columns& columns,
                     std::size_t number) {
  const auto fields = Split(line);
  Cell cell;
  if (fields.size() != columns.count ||
      !ToNumber(fields[columns.x], cell.centroid.x) ||
      !ToNumber(fields[columns.y], cell.centroid.y)) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("line {} of the cells is not a cell", number));
  }
  const auto known = CellClassFromName(fields[columns.classification]);
  if (!known) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("line {} of the cells: {} is no class of cells",
                            number, fields[columns.classification]));
  }
  cell.classification = *known;
  return cell;
}

}  // namespace

CsvCellWriter::CsvCellWriter(std::ostream& out) : out_(out) {
  out_ << kCellsCsvHeader << '\n';
}

Result<void> CsvCellWriter::Write(
    const Cell& cell, const std::vector<std::string_view>& region_ids) {
  const Measurement& m = cell.measured;
  fmt::print(
      out_,
      "{:.2f},{:.2f},{},{},{:.2f},{:.4f},{:.4f},{:.4f},{:.4f},{},{},{},{}\n",
      cell.centroid.x, cell.centroid.y, JoinedIds(region_ids),
      CellClassName(cell.classification), cell.nucleus_area.value(),
      m.dab_nucleus.value(), m.dab_membrane.value(), m.dab_cytoplasm.value(),
      m.hematoxylin_nucleus.value(), ShareText(cell.cell_probability),
      ShareText(cell.class_share), CellVetoName(cell.veto), cell.artifact);
  return CheckWritten(out_);
}

Result<void> CsvCellWriter::Finish() { return CheckWritten(out_.flush()); }

Result<std::string> CellsCsvSha256(const SlideReport& report) {
  Sha256Stream hash;
  CsvCellWriter writer(hash);
  CQ_CHECK(WriteCells(report, writer));
  return hash.Finish();
}

Result<std::vector<Cell>> CellsFromCsv(std::string_view text) {
  std::vector<Cell> cells;
  Columns columns;
  for (std::size_t begin = 0, number = 1; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (number == 1) {
      CQ_ASSIGN(columns, ReadHeader(line));
      continue;
    }
    if (IsNoCell(line, columns)) continue;
    CQ_ASSIGN(Cell cell, ReadRow(line, columns, number));
    cells.push_back(std::move(cell));
  }
  if (!text.empty()) return cells;
  return Fail(ErrorReason::kInvalidArgument, "the file of cells is empty");
}

}  // namespace cellquant::core
