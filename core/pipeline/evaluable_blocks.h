// Where on the bootstrap's lattice the tissue lies that can be evaluated.
#ifndef CELLQUANT_CORE_PIPELINE_EVALUABLE_BLOCKS_H_
#define CELLQUANT_CORE_PIPELINE_EVALUABLE_BLOCKS_H_

#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/base/units.h"
#include "core/regions/block_bootstrap.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"
#include "core/tissue/block_runs.h"

namespace cellquant::core {

// What of a region or class is looked at, in blocks of 2 um.
struct EvaluableTissue {
  const BlockRuns& runs;
  const cv::Mat1b& classes;  // by Evaluability, of `bounds`
  const BlockRect& bounds;
  const WorkingGrid& grid;
};

// Returns the blocks of the lattice - squares of `side` from the origin of
// level 0 - that hold evaluable tissue, with its area in each, by row, then
// column. A block of 2 um on a line of the lattice is cut by it. The areas
// add up to `total` and none is more than its square. Counts are 0. Time is
// linear in the runs and the 2 um blocks. Thread-safe.
std::vector<CountBlock> EvaluableBlocks(const EvaluableTissue& tissue,
                                        SquareMillimeters total,
                                        Micrometers side);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_EVALUABLE_BLOCKS_H_
