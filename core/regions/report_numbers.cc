#include "core/regions/report_numbers.h"

#include <utility>

#include "core/regions/negative_control.h"
#include "core/regions/region_blocks.h"
#include "core/regions/therapy_caveats.h"

namespace cellquant::core {
namespace {

// Of each region, in level-0 pixels.
std::vector<std::vector<Level0Point>> PositiveCells(const SlideReport& report) {
  std::vector<std::vector<Level0Point>> cells(report.regions.size());
  for (const CountedCell& counted : report.cells) {
    if (counted.cell.classification != CellClass::kPositive) continue;
    for (const std::uint32_t region : counted.regions) {
      cells[region].push_back(counted.cell.centroid);
    }
  }
  return cells;
}

Result<void> AddBlockIntervals(const RegionSet& regions, SlideReport& report) {
  const auto cells = PositiveCells(report);
  const Micrometers side = report.block_bootstrap.block_side;
  for (std::size_t k = 0; k < regions.regions.size(); ++k) {
    CQ_ASSIGN(report.regions[k].block_interval,
              BlockBootstrap(BlocksOf(regions.regions[k].shape, cells[k],
                                      report.pixel_size.mpp, side),
                             report.block_bootstrap));
  }
  return {};
}

// Of what was looked at: what lies in a fold or out of focus proves nothing.
// Nothing can be claimed of a square micrometer.
Result<void> AddClaims(SlideReport& report) {
  const Protocol& protocol = report.protocol;
  for (RegionReport& region : report.regions) {
    const EvaluableArea& evaluable = region.areas.evaluable;
    if (evaluable.area < kSmallestLimitArea || !evaluable.IsEvaluable()) {
      continue;
    }
    CQ_ASSIGN(region.claims,
              ClaimsOf(evaluable.positive_cell_count, evaluable.area,
                       protocol.Recall(), protocol.cleared_below));
  }
  return {};
}

Result<void> AddClassIntervals(SlideReport& report) {
  for (ClassReport& one : report.classes) {
    CQ_ASSIGN(one.block_interval,
              BlockBootstrap(one.areas.blocks, report.block_bootstrap));
  }
  return {};
}

}  // namespace

Result<SlideReport> WithNumbers(SlideReport report, const RegionSet& regions,
                                const std::string& negative_control) {
  CQ_CHECK(AddBlockIntervals(regions, report));
  CQ_CHECK(AddClaims(report));
  if (!negative_control.empty()) {
    CQ_CHECK(AddNegativeControl(regions, negative_control, report));
  }
  CQ_CHECK(AddClassIntervals(report));
  if (report.specimen) {
    report.caveats = CaveatsFor(report.protocol, *report.specimen);
  }
  return report;
}

}  // namespace cellquant::core
