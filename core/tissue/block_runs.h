// Sets of blocks as runs along their rows: a region, or one piece of stain.
#ifndef CELLQUANT_CORE_TISSUE_BLOCK_RUNS_H_
#define CELLQUANT_CORE_TISSUE_BLOCK_RUNS_H_

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/polygon.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"

namespace cellquant::core {

// The blocks [begin, end) of one row, counted from the map's first.
struct BlockRun {
  int row = 0;
  int begin = 0;
  int end = 0;
  friend bool operator==(const BlockRun&, const BlockRun&) = default;
};

using BlockRuns = std::vector<BlockRun>;  // by row, then column; none touch

// Returns the blocks of `bounds` whose center lies in `shape`: even-odd and
// half-open, as cells do, so of the regions of a partition each block belongs
// to exactly one. Thread-safe.
BlockRuns BlocksIn(const MultiPolygon& shape, const BlockRect& bounds,
                   const WorkingGrid& grid);

// Returns the block that holds `p`, as a run of one; it may lie outside
// `bounds`.
BlockRun BlockAt(Level0Point p, const BlockRect& bounds,
                 const WorkingGrid& grid);

// Returns the blocks where `mask` is not 0.
BlockRuns RunsOf(const cv::Mat1b& mask);

// Returns the blocks that are in any of `parts`.
BlockRuns UnionOfRuns(const std::vector<const BlockRuns*>& parts);

// Returns the number of blocks.
std::int64_t CountOf(const BlockRuns& runs);

// Returns the outline of the blocks, cut to `slide`, in level-0 pixels rounded
// to whole ones; normalised.
Result<MultiPolygon> OutlineOf(const BlockRuns& runs, const BlockRect& bounds,
                               const WorkingGrid& grid, Size slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_BLOCK_RUNS_H_
