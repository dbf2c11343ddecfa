#include "core/tissue/profiles.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

constexpr uchar kHalfOfTheBlock = kPixelsPerBlock / 2;

// The stained blocks of all regions; overlapping regions have theirs once.
BlockRuns StainedBlocks(const BlockMap& map,
                        const std::vector<BlockRuns>& regions) {
  cv::Mat1b stained = cv::Mat1b::zeros(map.positive.size());
  for (const BlockRuns& region : regions) {
    for (const BlockRun& run : region) {
      const uchar* positive = map.positive[run.row];
      uchar* row = stained[run.row];
      for (int x = run.begin; x < run.end; ++x) {
        if (positive[x] >= kHalfOfTheBlock) row[x] = 1;
      }
    }
  }
  return RunsOf(stained);
}

// Marks the pieces with a block within `radius` of `center`.
void MarkNear(Level0Point center, Micrometers radius, const BlockRect& bounds,
              const WorkingGrid& grid, const BlockPieces& pieces,
              std::vector<bool>& has_nucleus) {
  constexpr auto kSide = static_cast<double>(kBlockPx);
  const double block_x_um = grid.mpp().x * kSide;
  const double block_y_um = grid.mpp().y * kSide;
  const double x = center.x / grid.scale_x() / kSide - 0.5;
  const double y = center.y / grid.scale_y() / kSide - 0.5;
  const double reach = radius.value() / block_y_um;
  for (auto row = static_cast<std::int64_t>(std::ceil(y - reach));
       static_cast<double>(row) <= y + reach; ++row) {
    const double dy_um = (static_cast<double>(row) - y) * block_y_um;
    const double half = std::sqrt(
        std::max(0.0, radius.value() * radius.value() - dy_um * dy_um));
    const auto begin =
        static_cast<std::int64_t>(std::ceil(x - half / block_x_um));
    const auto end =
        static_cast<std::int64_t>(std::floor(x + half / block_x_um)) + 1;
    const BlockRun span{static_cast<int>(row - bounds.y),
                        static_cast<int>(begin - bounds.x),
                        static_cast<int>(end - bounds.x)};
    for (const PieceShare& share : SharesIn(pieces, span)) {
      has_nucleus[static_cast<std::size_t>(share.piece)] = true;
    }
  }
}

}  // namespace

BlockPieces FindAnucleateProfiles(const BlockMap& map, const WorkingGrid& grid,
                                  const std::vector<BlockRuns>& regions,
                                  const std::vector<Level0Point>& positives,
                                  const ProfileRule& rule) {
  const BlockPieces pieces = PiecesOf(StainedBlocks(map, regions));
  std::vector<bool> has_nucleus(static_cast<std::size_t>(pieces.count), false);
  for (const Level0Point& cell : positives) {
    MarkNear(cell, rule.nucleus_within, map.bounds, grid, pieces, has_nucleus);
  }
  const double block_um2 = BlockArea(grid).value();
  const std::vector<std::int64_t> sizes = SizesOf(pieces);
  std::vector<bool> keep(sizes.size());
  for (std::size_t i = 0; i < keep.size(); ++i) {
    const double um2 = static_cast<double>(sizes[i]) * block_um2;
    keep[i] = !has_nucleus[i] && um2 >= rule.smallest.value();
  }
  return Kept(pieces, keep);
}

std::vector<Level0Point> CentersOf(const BlockPieces& pieces,
                                   const BlockRect& bounds,
                                   const WorkingGrid& grid) {
  std::vector<Level0Point> centers;
  for (const BlockRuns& runs : RunsByPiece(pieces)) {
    std::int64_t twice_x = 0;  // of the block indices: their middles are halves
    std::int64_t twice_y = 0;
    for (const BlockRun& run : runs) {
      const std::int64_t n = run.end - run.begin;
      twice_x += n * (run.begin + run.end);
      twice_y += n * (2 * run.row + 1);
    }
    const auto twice = static_cast<double>(2 * CountOf(runs));
    constexpr auto kSide = static_cast<double>(kBlockPx);
    const double x = static_cast<double>(twice_x) / twice;
    const double y = static_cast<double>(twice_y) / twice;
    centers.push_back(
        grid.ToLevel0({(x + static_cast<double>(bounds.x)) * kSide,
                       (y + static_cast<double>(bounds.y)) * kSide}));
  }
  return centers;
}

}  // namespace cellquant::core
