#include "core/pipeline/measure_quality.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <utility>

#include "core/pipeline/evaluable_blocks.h"
#include "core/regions/region_index.h"
#include "core/tissue/artifacts.h"
#include "core/tissue/block_pieces.h"
#include "core/tissue/block_runs.h"

namespace cellquant::core {
namespace {

constexpr std::size_t kKinds =
    static_cast<std::size_t>(Evaluability::kErythrocytes) + 1;

// docs/algorithm.md, section 11.
constexpr double kSeenShare = 0.7;

// Blocks of a region by Evaluability.
using Census = std::array<std::int64_t, kKinds>;

Census CensusOf(const BlockRuns& region, const cv::Mat1b& classes) {
  Census census{};
  for (const BlockRun& run : region) {
    const unsigned char* row = classes[run.row];
    for (int x = run.begin; x < run.end; ++x) ++census.at(row[x]);
  }
  return census;
}

// `area` is the enclosed one: a region without artifacts loses nothing to the
// rounding of its edge to blocks.
EvaluableArea EvaluableOf(const Census& census, SquareMillimeters area) {
  std::int64_t all = 0;
  std::int64_t good = 0;
  for (std::size_t i = 0; i < kKinds; ++i) {
    all += census.at(i);
    if (CountsAsEvaluable(static_cast<Evaluability>(i))) good += census.at(i);
  }
  EvaluableArea evaluable;
  evaluable.area = area;
  if (all == 0) return evaluable;
  const auto part_of = [&](std::int64_t blocks) {
    return SquareMillimeters(area.value() * static_cast<double>(blocks) /
                             static_cast<double>(all));
  };
  evaluable.area = part_of(good);
  for (std::size_t i = 0; i < kKinds; ++i) {
    const auto kind = static_cast<Evaluability>(i);
    if (kind == Evaluability::kEvaluable || census.at(i) == 0) continue;
    evaluable.artifacts.push_back(
        {std::string(EvaluabilityName(kind)), 0, part_of(census.at(i))});
  }
  const std::int64_t tissue =
      all - census.at(static_cast<std::size_t>(Evaluability::kHole));
  if (tissue > 0) {
    evaluable.lost_percent = 100.0 * static_cast<double>(tissue - good) /
                             static_cast<double>(tissue);
  }
  return evaluable;
}

void CountFinding(const ArtifactFinding& finding, EvaluableArea& evaluable) {
  for (ArtifactShare& share : evaluable.artifacts) {
    if (share.kind == EvaluabilityName(finding.kind)) ++share.count;
  }
}

std::vector<RegionIndices> MembersOf(
    const std::vector<ClassOnBlocks>& classes) {
  std::vector<RegionIndices> members;
  members.reserve(classes.size());
  for (const ClassOnBlocks& one : classes) members.push_back(one.of.members);
  return members;
}

void CountFindings(const std::vector<ArtifactFinding>& findings,
                   const AreaContext& context, QualityResult& result) {
  const RegionIndex index(context.regions);
  const GroupLookup lookup(MembersOf(context.classes), context.regions.size());
  for (const ArtifactFinding& finding : findings) {
    const RegionIndices regions = index.RegionsAt(finding.centroid);
    for (const std::uint32_t k : regions) {
      CountFinding(finding, result.regions[k]);
    }
    for (const std::uint32_t k : lookup.GroupsOf(regions)) {
      CountFinding(finding, result.classes[k].evaluable);
    }
  }
}

ClassAreas ClassAreasOf(const ClassOnBlocks& one, const cv::Mat1b& classes,
                        const BlockRect& bounds, const AreaContext& context) {
  ClassAreas areas;
  areas.evaluable = EvaluableOf(CensusOf(one.runs, classes), one.of.group.area);
  areas.blocks = EvaluableBlocks({one.runs, classes, bounds, context.grid},
                                 areas.evaluable.area, context.block_side);
  return areas;
}

// Whether there is a stained cell beyond doubt: the network says so, or, from a
// detector without classes, the stain.
bool IsSeenStained(const Cell& cell) {
  return cell.class_share ? *cell.class_share >= kSeenShare
                          : cell.classification != CellClass::kNegative;
}

// DAB can be as dark and as neutral as carbon. A blob of pigment's color that
// holds a cell which is clearly stained is that cell's stain, and no pigment.
void ClearStainOfCells(const std::vector<CountedCell>& cells,
                       const BlockRect& bounds, const WorkingGrid& grid,
                       cv::Mat1b& classes) {
  for (const auto kind :
       {Evaluability::kHemosiderin, Evaluability::kBlackPigment}) {
    const cv::Mat1b of_kind = classes == static_cast<unsigned char>(kind);
    const BlockPieces blobs = PiecesOf(RunsOf(of_kind));
    std::vector<bool> stained(static_cast<std::size_t>(blobs.count), false);
    for (const CountedCell& counted : cells) {
      if (!IsSeenStained(counted.cell)) continue;
      const BlockRun place = BlockAt(counted.cell.centroid, bounds, grid);
      for (const PieceShare& share : SharesIn(blobs, place)) {
        stained[static_cast<std::size_t>(share.piece)] = true;
      }
    }
    for (std::size_t i = 0; i < blobs.runs.size(); ++i) {
      if (!stained[static_cast<std::size_t>(blobs.piece[i])]) continue;
      const BlockRun& run = blobs.runs[i];
      classes.row(run.row).colRange(run.begin, run.end) =
          static_cast<unsigned char>(Evaluability::kEvaluable);
    }
  }
}

std::vector<CountedCell> Judged(const cv::Mat1b& classes,
                                const BlockRect& bounds,
                                const WorkingGrid& grid,
                                std::vector<CountedCell> cells) {
  for (CountedCell& counted : cells) {
    Cell& cell = counted.cell;
    const BlockRun place = BlockAt(cell.centroid, bounds, grid);
    const auto kind =
        static_cast<Evaluability>(classes(place.row, place.begin));
    if (kind == Evaluability::kEvaluable) continue;
    cell.artifact = EvaluabilityName(kind);
    cell.evaluable = CountsAsEvaluable(kind);
    if (!IsPigment(kind) || cell.classification == CellClass::kNegative) {
      continue;
    }
    cell.classification = CellClass::kNegative;
    cell.veto = CellVeto::kPigment;
  }
  return cells;
}

// Gaps between cells are no edge, holes are. Blocks that no tile measured are
// taken for tissue, so that the end of what was measured is no edge, and do not
// count.
EdgeProfile EdgeOf(const BlockMap& blocks, const cv::Mat1b& classes,
                   const std::vector<BlockRuns>& regions, double block_um) {
  const cv::Mat1b tissue =
      classes != static_cast<unsigned char>(Evaluability::kHole);
  cv::Mat1b counted(tissue.size(), static_cast<unsigned char>(0));
  for (const BlockRuns& region : regions) {
    for (const BlockRun& run : region) {
      counted.row(run.row).colRange(run.begin, run.end) = 255;
    }
  }
  return MeasureEdgeProfile(blocks.dab_sum, tissue, counted, block_um);
}

}  // namespace

Result<QualityResult> MeasureQuality(const AreaContext& context,
                                     const BlockMap& blocks,
                                     std::vector<CountedCell> cells) {
  const double block_um = std::sqrt(BlockArea(context.grid).value());
  cv::Mat1b classes = ClassifyBlocks(blocks.flags, block_um);
  ClearStainOfCells(cells, blocks.bounds, context.grid, classes);
  CQ_ASSIGN(std::vector<ArtifactFinding> findings,
            FindArtifacts(classes, blocks.bounds, context.grid, context.slide));
  QualityResult result;
  for (std::size_t i = 0; i < context.regions.size(); ++i) {
    result.regions.push_back(
        EvaluableOf(CensusOf(context.runs[i], classes),
                    Area(context.regions[i].shape, context.mpp)));
  }
  for (const ClassOnBlocks& one : context.classes) {
    result.classes.push_back(
        ClassAreasOf(one, classes, blocks.bounds, context));
  }
  CountFindings(findings, context, result);
  for (ArtifactFinding& finding : findings) {
    result.outlines.push_back({std::string(EvaluabilityName(finding.kind)),
                               std::move(finding.outline),
                               std::move(finding.reason)});
  }
  result.edge = EdgeOf(blocks, classes, context.runs, block_um);
  result.cells = Judged(classes, blocks.bounds, context.grid, std::move(cells));
  return result;
}

}  // namespace cellquant::core
