// What is measured as an area, on the blocks of all tiles together, and what
// of it bears on the cells.
#ifndef CELLQUANT_CORE_PIPELINE_MEASURE_AREAS_H_
#define CELLQUANT_CORE_PIPELINE_MEASURE_AREAS_H_

#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/protocol/protocol.h"
#include "core/regions/areas.h"
#include "core/regions/region.h"
#include "core/regions/region_class.h"
#include "core/regions/report.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"
#include "core/tissue/block_runs.h"

namespace cellquant::core {

// A class of regions on the blocks.
struct ClassOnBlocks {
  RegionClass of;
  BlockRuns runs;  // of the union of its regions
};

struct AreaContext {
  const std::vector<Region>& regions;
  const std::vector<BlockRuns>& runs;  // the blocks of each region
  const WorkingGrid& grid;
  MicronsPerPixel mpp;  // of level 0
  Size slide;
  const Protocol& protocol;
  double hematoxylin_factor =
      1.0;  // that brings it to the reference's strength
  std::vector<ClassOnBlocks> classes = {};
  Micrometers block_side = BlockBootstrapOptions{}.block_side;
};

struct AreaResult {
  std::vector<RegionAreas> regions;  // one for each of the context's
  // One for each class; nothing where the protocol has no meshwork.
  std::vector<std::optional<SquareMillimeters>> class_meshworks;
  std::vector<AreaOutline> outlines;
  std::vector<CountedCell> cells;  // as given, some of them vetoed
};

// Measures the stained area of each region, and the meshwork and the anucleate
// profiles where the protocol has them. Cells that are not negative and whose
// centroid lies in the meshwork are vetoed: negative, with the reason. Only
// blocks whose center lies in a region count, so nothing depends on the tiles.
// Fails with kInternal.
Result<AreaResult> MeasureAreas(const AreaContext& context,
                                const BlockMap& blocks,
                                std::vector<CountedCell> cells);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_MEASURE_AREAS_H_
