#include "clients/cli/table.h"

#include <algorithm>

namespace cellquant::cli {
namespace {

// Characters as a terminal shows them: bytes that begin a UTF-8 sequence.
std::size_t Width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

void PrintTable(std::ostream& out,
                const std::vector<std::vector<std::string>>& rows,
                std::size_t text_columns) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], Width(row[i]));
    }
  }
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - Width(row[i]), ' ');
      out << (i == 0 ? "" : "  ")
          << (i < text_columns ? row[i] + padding : padding + row[i]);
    }
    out << '\n';
  }
}

}  // namespace cellquant::cli
