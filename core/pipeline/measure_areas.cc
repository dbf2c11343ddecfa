#include "core/pipeline/measure_areas.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <utility>

#include "core/regions/confluence.h"
#include "core/regions/region_index.h"
#include "core/tissue/block_pieces.h"
#include "core/tissue/block_runs.h"
#include "core/tissue/meshwork.h"
#include "core/tissue/profiles.h"

namespace cellquant::core {
namespace {

bool IsPositive(const CountedCell& counted) {
  return counted.cell.classification == CellClass::kPositive;
}

std::vector<Level0Point> PositiveCentroids(
    const std::vector<CountedCell>& cells) {
  std::vector<Level0Point> centroids;
  for (const CountedCell& counted : cells) {
    if (IsPositive(counted)) centroids.push_back(counted.cell.centroid);
  }
  return centroids;
}

std::vector<CountedCell> VetoedIn(const BlockPieces& meshwork,
                                  const BlockRect& bounds,
                                  const WorkingGrid& grid,
                                  std::vector<CountedCell> cells) {
  for (CountedCell& counted : cells) {
    if (counted.cell.classification == CellClass::kNegative) continue;
    const BlockRun place = BlockAt(counted.cell.centroid, bounds, grid);
    if (SharesIn(meshwork, place).empty()) continue;
    counted.cell.classification = CellClass::kNegative;
    counted.cell.veto = CellVeto::kMeshwork;
  }
  return cells;
}

// Where profiles are looked for, stain without a nucleus is one of them.
std::vector<CountedCell> VetoedWithoutNucleus(const AreaContext& context,
                                              std::vector<CountedCell> cells) {
  const auto& rule = context.protocol.profiles;
  if (!rule) return cells;
  for (CountedCell& counted : cells) {
    Cell& cell = counted.cell;
    const OpticalDensity hematoxylin(cell.measured.hematoxylin_nucleus.value() *
                                     context.hematoxylin_factor);
    if (cell.classification == CellClass::kNegative ||
        hematoxylin >= rule->least_hematoxylin) {
      continue;
    }
    cell.classification = CellClass::kNegative;
    cell.veto = CellVeto::kNoNucleus;
  }
  return cells;
}

std::uint64_t PositivePixels(const BlockMap& blocks, const BlockRun& run) {
  const uchar* row = blocks.positive[run.row];
  std::uint64_t pixels = 0;
  for (int x = run.begin; x < run.end; ++x) pixels += row[x];
  return pixels;
}

struct StainedArea {
  std::uint64_t positive_pixels = 0;
  std::uint64_t in_meshwork = 0;  // of these
};

StainedArea StainedIn(const BlockRuns& region, const BlockMap& blocks,
                      const BlockPieces& meshwork) {
  StainedArea area;
  for (const BlockRun& run : region) {
    area.positive_pixels += PositivePixels(blocks, run);
    for (const PieceShare& share : SharesIn(meshwork, run)) {
      area.in_meshwork +=
          PositivePixels(blocks, {run.row, share.begin, share.end});
    }
  }
  return area;
}

MeshworkReport MeshworkIn(const BlockRuns& region, const BlockPieces& meshwork,
                          const WorkingGrid& grid, const MeshworkRule& rule) {
  const double block_mm2 = ToSquareMillimeters(BlockArea(grid)).value();
  std::int64_t total = 0;
  std::int64_t largest = 0;
  MeshworkReport report;
  for (const std::int64_t size : SizesWithin(meshwork, region)) {
    if (size > 0) ++report.count;
    total += size;
    largest = std::max(largest, size);
  }
  const std::int64_t all = CountOf(region);
  if (report.count == 0 || all == 0) return report;
  report.area = SquareMillimeters(static_cast<double>(total) * block_mm2);
  report.mean_area = SquareMillimeters(report.area.value() / report.count);
  report.largest_area =
      SquareMillimeters(static_cast<double>(largest) * block_mm2);
  report.percent_of_region =
      100.0 * static_cast<double>(total) / static_cast<double>(all);
  report.proposed_score = ProposedScore(report.percent_of_region, rule);
  return report;
}

std::vector<std::optional<SquareMillimeters>> MeshworksOfClasses(
    const BlockPieces& meshwork, const AreaContext& context) {
  std::vector<std::optional<SquareMillimeters>> areas(context.classes.size());
  const auto& rule = context.protocol.meshwork;
  for (std::size_t k = 0; rule && k < areas.size(); ++k) {
    areas[k] =
        MeshworkIn(context.classes[k].runs, meshwork, context.grid, *rule).area;
  }
  return areas;
}

// For each region, the profiles whose middle lies in it.
std::vector<AnucleateProfilesReport> ProfilesByRegion(
    const BlockPieces& profiles, const BlockRect& bounds,
    const AreaContext& context) {
  const double block_mm2 = ToSquareMillimeters(BlockArea(context.grid)).value();
  const RegionIndex index(context.regions);
  const auto centers = CentersOf(profiles, bounds, context.grid);
  const auto sizes = SizesOf(profiles);
  std::vector<AnucleateProfilesReport> reports(context.regions.size());
  std::vector<std::int64_t> blocks(context.regions.size(), 0);
  for (std::size_t i = 0; i < centers.size(); ++i) {
    for (const std::uint32_t region : index.RegionsAt(centers[i])) {
      ++reports[region].count;
      blocks[region] += sizes[i];
    }
  }
  for (std::size_t i = 0; i < reports.size(); ++i) {
    reports[i].area =
        SquareMillimeters(static_cast<double>(blocks[i]) * block_mm2);
  }
  return reports;
}

// The centroids of the positive cells of each region.
std::vector<std::vector<Level0Point>> PositivesByRegion(
    const std::vector<CountedCell>& cells, std::size_t regions) {
  std::vector<std::vector<Level0Point>> positives(regions);
  for (const CountedCell& counted : cells) {
    if (!IsPositive(counted)) continue;
    for (const std::uint32_t region : counted.regions) {
      positives[region].push_back(counted.cell.centroid);
    }
  }
  return positives;
}

Confluence ConfluenceIn(const StainedArea& stained,
                        const std::vector<Level0Point>& positives,
                        const BlockMap& blocks, const AreaContext& context) {
  const auto alone = StandAlone(positives, context.mpp, kAloneWithin);
  std::vector<std::uint64_t> single;
  for (std::size_t i = 0; i < positives.size(); ++i) {
    if (!alone[i]) continue;
    single.push_back(PositivePixelsNear(blocks, context.grid, positives[i],
                                        kSingleCellReach));
  }
  return CheckConfluence(stained.positive_pixels - stained.in_meshwork,
                         static_cast<std::uint32_t>(positives.size()), single);
}

Result<void> AddOutlines(const BlockPieces& pieces, const char* classification,
                         const BlockRect& bounds, const AreaContext& context,
                         std::vector<AreaOutline>& outlines) {
  for (const BlockRuns& runs : RunsByPiece(pieces)) {
    CQ_ASSIGN(MultiPolygon shape,
              OutlineOf(runs, bounds, context.grid, context.slide));
    outlines.push_back({classification, std::move(shape)});
  }
  return {};
}

// What is found on the whole map.
struct Found {
  BlockPieces meshwork;
  BlockPieces profiles;
};

Found FindPieces(const AreaContext& context, const BlockMap& blocks,
                 const std::vector<Level0Point>& positives) {
  Found found;
  const Protocol& protocol = context.protocol;
  if (protocol.meshwork) {
    found.meshwork = FindMeshwork(blocks, context.grid, context.runs, positives,
                                  *protocol.meshwork);
  }
  if (protocol.profiles) {
    found.profiles = FindAnucleateProfiles(blocks, context.grid, context.runs,
                                           positives, *protocol.profiles);
  }
  return found;
}

RegionAreas AreasIn(const BlockRuns& runs,
                    const std::vector<Level0Point>& positives,
                    const Found& found, const BlockMap& blocks,
                    const AreaContext& context) {
  RegionAreas areas;
  const StainedArea stained = StainedIn(runs, blocks, found.meshwork);
  const std::int64_t pixels = CountOf(runs) * kPixelsPerBlock;
  if (pixels > 0) {
    areas.positive_area_percent = 100.0 *
                                  static_cast<double>(stained.positive_pixels) /
                                  static_cast<double>(pixels);
  }
  if (const auto& rule = context.protocol.meshwork) {
    areas.meshwork = MeshworkIn(runs, found.meshwork, context.grid, *rule);
  }
  areas.confluence = ConfluenceIn(stained, positives, blocks, context);
  return areas;
}

}  // namespace

Result<AreaResult> MeasureAreas(const AreaContext& context,
                                const BlockMap& blocks,
                                std::vector<CountedCell> cells) {
  cells = VetoedWithoutNucleus(context, std::move(cells));
  const Found found = FindPieces(context, blocks, PositiveCentroids(cells));
  AreaResult result;
  result.cells =
      VetoedIn(found.meshwork, blocks.bounds, context.grid, std::move(cells));
  const auto positives = PositivesByRegion(result.cells, context.runs.size());
  for (std::size_t i = 0; i < context.runs.size(); ++i) {
    result.regions.push_back(
        AreasIn(context.runs[i], positives[i], found, blocks, context));
  }
  result.class_meshworks = MeshworksOfClasses(found.meshwork, context);
  if (context.protocol.profiles) {
    const auto profiles =
        ProfilesByRegion(found.profiles, blocks.bounds, context);
    for (std::size_t i = 0; i < profiles.size(); ++i) {
      result.regions[i].anucleate_profiles = profiles[i];
    }
  }
  CQ_CHECK(AddOutlines(found.meshwork, "Meshwork", blocks.bounds, context,
                       result.outlines));
  CQ_CHECK(AddOutlines(found.profiles, "Anucleate profile", blocks.bounds,
                       context, result.outlines));
  return result;
}

}  // namespace cellquant::core
