#include "core/formats/cohort_manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

#include "core/base/printable_text.h"
#include "core/formats/csv.h"

namespace cellquant::core {
namespace {

constexpr std::size_t kLongestName = 100;
constexpr int kLargestDay = 1'000'000;

struct Column {
  std::string_view name;
  std::string ManifestRow::*text;  // nullptr: the day
};

constexpr Column kColumns[] = {{"patient", &ManifestRow::patient},
                               {"timepoint", &ManifestRow::timepoint},
                               {"marker", &ManifestRow::marker},
                               {"day", nullptr},
                               {"report", &ManifestRow::report},
                               {"slide", &ManifestRow::slide},
                               {"regions", &ManifestRow::regions},
                               {"specimen", &ManifestRow::specimen},
                               {"protocol", &ManifestRow::protocol},
                               {"mpp", &ManifestRow::mpp}};

tl::unexpected<Error> Wrong(std::string message) {
  return Fail(ErrorReason::kManifestInvalid, std::move(message));
}

// The columns, in the order of the header.
Result<std::vector<Column>> ReadHeader(const CsvRecord& header) {
  std::vector<Column> columns;
  const auto has = [&](std::string_view name) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const Column& c) { return c.name == name; });
  };
  for (const std::string& name : header.fields) {
    const auto* const known =
        std::find_if(std::begin(kColumns), std::end(kColumns),
                     [&](const Column& c) { return c.name == name; });
    const std::string shown = PrintableText(name, kLongestName);
    if (known == std::end(kColumns)) {
      return Wrong(fmt::format(
          "line 1: the column \"{}\" is not known{}", shown,
          header.fields.size() == 1 ? "; columns are separated by commas"
                                    : ""));
    }
    if (has(name)) {
      return Wrong(fmt::format("line 1: the column {} stands twice", shown));
    }
    columns.push_back(*known);
  }
  for (const char* name : {"patient", "timepoint", "marker"}) {
    if (!has(name)) {
      return Wrong(fmt::format("line 1: the column {} is missing", name));
    }
  }
  if (has("report") || has("slide")) return columns;
  return Wrong("line 1: there is neither a column report nor a column slide");
}

Result<void> ReadDay(const std::string& text, ManifestRow& row) {
  if (text.empty()) return {};
  int day = 0;
  const auto [end, code] =
      std::from_chars(text.data(), text.data() + text.size(), day);
  if (code != std::errc() || end != text.data() + text.size() ||
      std::abs(day) > kLargestDay) {
    return tl::unexpected(WrongRow(row, "day must be a whole number of days"));
  }
  row.day = day;
  return {};
}

// They name folders and files, of other systems too, and stand in tables.
Result<void> CheckName(const ManifestRow& row, const Column& column) {
  const std::string& text = row.*column.text;
  const char* what = nullptr;
  if (text.empty()) {
    what = "is missing";
  } else if (text.size() > kLongestName) {
    what = "is longer than 100 bytes";
  } else if (text.front() == '.') {
    what = "begins with a dot";
  } else if (text.front() == ' ' || text.back() == ' ') {
    what = "begins or ends with a space";
  } else if (text.find_first_of("/\\\r\n") != std::string::npos) {
    what = "holds a slash, a backslash or a line break";
  } else if (text.find_first_of("<>:\"|?*") != std::string::npos) {
    what = "holds one of < > : \" | ? *, which file names cannot";
  } else if (text == "NA") {
    what = "is NA, which R and pandas read as missing";
  } else {
    return {};
  }
  return tl::unexpected(WrongRow(row, fmt::format("{} {}", column.name, what)));
}

Result<void> CheckSource(const ManifestRow& row) {
  if (row.report.empty() == row.slide.empty()) {
    return tl::unexpected(WrongRow(
        row, row.report.empty() ? "there is neither a report nor a slide"
                                : "there is a report and a slide; give one"));
  }
  if (!row.slide.empty()) return {};
  for (const Column& column : kColumns) {
    if (column.name != "regions" && column.name != "specimen" &&
        column.name != "protocol" && column.name != "mpp") {
      continue;
    }
    if ((row.*column.text).empty()) continue;
    return tl::unexpected(WrongRow(
        row, fmt::format("{} is of slides, not of reports", column.name)));
  }
  return {};
}

Result<ManifestRow> ReadRow(const CsvRecord& record,
                            const std::vector<Column>& columns) {
  ManifestRow row;
  row.line = record.line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].text != nullptr) {
      row.*columns[i].text = record.fields[i];
    } else {
      CQ_CHECK(ReadDay(record.fields[i], row));
    }
  }
  for (const Column& column : kColumns) {
    if (column.name == "day") break;  // the names stand before it
    CQ_CHECK(CheckName(row, column));
  }
  CQ_CHECK(CheckSource(row));
  return row;
}

// Markers are the same whether upper or lower case.
std::string InLowerCase(std::string text) {
  for (char& c : text) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

Result<void> CheckNoneTwice(const std::vector<ManifestRow>& rows) {
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t>
      lines;
  for (const ManifestRow& row : rows) {
    const auto [first, is_new] = lines.try_emplace(
        {row.patient, row.timepoint, InLowerCase(row.marker)}, row.line);
    if (is_new) continue;
    return tl::unexpected(WrongRow(
        row, fmt::format("the same patient, timepoint and marker as line {}",
                         first->second)));
  }
  return {};
}

}  // namespace

Error WrongRow(const ManifestRow& row, std::string_view what) {
  return {ErrorReason::kManifestInvalid,
          fmt::format("line {}: {}", row.line, what),
          {{"line", std::to_string(row.line)}}};
}

Result<std::vector<ManifestRow>> ManifestFromCsv(std::string_view text) {
  CQ_ASSIGN(const auto records,
            RecordsFromCsv(text, ErrorReason::kManifestInvalid));
  if (records.empty()) return Wrong("the manifest is empty");
  CQ_ASSIGN(const auto columns, ReadHeader(records.front()));
  std::vector<ManifestRow> rows;
  for (std::size_t i = 1; i < records.size(); ++i) {
    CQ_ASSIGN(ManifestRow row, ReadRow(records[i], columns));
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return Wrong("the manifest has no row");
  CQ_CHECK(CheckNoneTwice(rows));
  return rows;
}

}  // namespace cellquant::core
