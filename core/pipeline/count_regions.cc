#include "core/pipeline/count_regions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "core/formats/geojson_geometry.h"

namespace cellquant::core {
namespace {

// The thresholds at which positive cells are counted beside the protocol's, to
// show how far the density hangs on it; none where no density decides.
std::vector<PositivityRule> OtherRules(const PositivityRule& rule,
                                       DecidedBy decided_by) {
  if (decided_by == DecidedBy::kNetworkClass) return {};
  constexpr double kShift = 0.05;  // docs/algorithm.md, section 7
  std::vector<PositivityRule> others;
  for (const double shift : {-kShift, kShift}) {
    PositivityRule other = rule;
    const double shifted = std::max(0.0, rule.threshold.value() + shift);
    other.threshold = OpticalDensity(std::round(shifted * 1e4) / 1e4);
    others.push_back(other);
  }
  return others;
}

void CountCell(const Cell& cell, const std::vector<PositivityRule>& others,
               RegionReport& region) {
  ++region.cell_count;
  EvaluableArea& evaluable = region.areas.evaluable;
  if (cell.evaluable) ++evaluable.cell_count;
  if (cell.classification == CellClass::kPositive) {
    ++region.positive_cell_count;
    if (cell.evaluable) ++evaluable.positive_cell_count;
  }
  if (cell.classification == CellClass::kEquivocal) {
    ++region.equivocal_cell_count;
  }
  if (cell.veto != CellVeto::kNone) {
    ++region.vetoed_cell_count;
    return;
  }
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (Classify(cell.measured, cell.class_share, others[i]) ==
        CellClass::kPositive) {
      ++region.at_other_thresholds[i].positive_cell_count;
    }
  }
}

RegionReport EmptyReport(const Region& region, RegionAreas areas,
                         const std::vector<PositivityRule>& others,
                         MicronsPerPixel mpp) {
  RegionReport report;
  report.region_id = region.id;
  report.name = region.name;
  report.classification = region.classification;
  report.area = Area(region.shape, mpp);
  report.annotated_by = region.annotated_by;
  report.annotated_at = region.annotated_at;
  report.excluded_area = ToSquareMillimeters(
      SquareMicrometers(region.excluded_px2 * mpp.PixelArea().value()));
  report.geometry_sha256 = ShapeSha256(region.shape);
  report.areas = std::move(areas);
  for (const PositivityRule& other : others) {
    report.at_other_thresholds.push_back({other.threshold});
  }
  return report;
}

}  // namespace

std::vector<RegionReport> CountRegions(const std::vector<Region>& regions,
                                       std::vector<RegionAreas> areas,
                                       const std::vector<CountedCell>& cells,
                                       const PositivityRule& rule,
                                       DecidedBy decided_by,
                                       MicronsPerPixel mpp) {
  const std::vector<PositivityRule> others = OtherRules(rule, decided_by);
  std::vector<RegionReport> reports;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    reports.push_back(
        EmptyReport(regions[i], std::move(areas[i]), others, mpp));
  }
  for (const CountedCell& counted : cells) {
    for (const std::uint32_t index : counted.regions) {
      CountCell(counted.cell, others, reports[index]);
    }
  }
  return reports;
}

}  // namespace cellquant::core
