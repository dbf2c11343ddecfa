#include "core/formats/cell_writer.h"

#include <fmt/format.h>

namespace cellquant::core {

Result<void> WriteCells(const SlideReport& report, CellWriter& writer) {
  std::vector<std::string_view> ids;
  for (const CountedCell& counted : report.cells) {
    ids.clear();
    for (const std::uint32_t i : counted.regions) {
      ids.emplace_back(report.regions[i].region_id);
    }
    CQ_CHECK(writer.Write(counted.cell, ids));
  }
  return {};
}

Result<void> CheckWritten(const std::ostream& out) {
  if (out) return {};
  return Fail(ErrorReason::kOutputUnwritable, "cannot write the cells");
}

std::string JoinedIds(const std::vector<std::string_view>& region_ids) {
  return fmt::format("{}", fmt::join(region_ids, ";"));
}

}  // namespace cellquant::core
