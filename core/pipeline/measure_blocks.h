// What follows from the blocks of all tiles together: what can be evaluated,
// and what is measured as an area.
#ifndef CELLQUANT_CORE_PIPELINE_MEASURE_BLOCKS_H_
#define CELLQUANT_CORE_PIPELINE_MEASURE_BLOCKS_H_

#include <vector>

#include "core/base/result.h"
#include "core/pipeline/measure_areas.h"
#include "core/regions/areas.h"
#include "core/regions/report.h"
#include "core/tissue/block_map.h"
#include "core/tissue/edge_profile.h"

namespace cellquant::core {

struct BlocksResult {
  std::vector<RegionAreas> regions;   // one for each of the context's
  std::vector<ClassAreas> classes;    // likewise
  std::vector<AreaOutline> outlines;  // of areas, then of artifacts
  EdgeProfile edge;                   // of all regions together
  std::vector<CountedCell> cells;     // as given, judged and some vetoed
};

// Returns for each region its blocks of `bounds`.
std::vector<BlockRuns> BlocksOfRegions(const std::vector<Region>& regions,
                                       const BlockRect& bounds,
                                       const WorkingGrid& grid);

// Returns the classes with the blocks of their unions; `runs` are those of the
// regions.
std::vector<ClassOnBlocks> BlocksOfClasses(std::vector<RegionClass> classes,
                                           const std::vector<BlockRuns>& runs);

// Judges what can be evaluated (measure_quality.h), and then measures areas
// (measure_areas.h), so that what lies on pigment is no stain. Fails with
// kInternal.
Result<BlocksResult> MeasureBlocks(const AreaContext& context,
                                   const BlockMap& blocks,
                                   std::vector<CountedCell> cells);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_MEASURE_BLOCKS_H_
