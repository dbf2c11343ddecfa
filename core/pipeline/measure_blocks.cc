#include "core/pipeline/measure_blocks.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "core/pipeline/measure_quality.h"
#include "core/tissue/block_runs.h"

namespace cellquant::core {

std::vector<BlockRuns> BlocksOfRegions(const std::vector<Region>& regions,
                                       const BlockRect& bounds,
                                       const WorkingGrid& grid) {
  std::vector<BlockRuns> runs;
  runs.reserve(regions.size());
  for (const Region& region : regions) {
    runs.push_back(BlocksIn(region.shape, bounds, grid));
  }
  return runs;
}

std::vector<ClassOnBlocks> BlocksOfClasses(std::vector<RegionClass> classes,
                                           const std::vector<BlockRuns>& runs) {
  std::vector<ClassOnBlocks> on_blocks;
  for (RegionClass& one : classes) {
    std::vector<const BlockRuns*> parts;
    for (const std::uint32_t member : one.members) {
      parts.push_back(&runs[member]);
    }
    BlockRuns all = UnionOfRuns(parts);
    on_blocks.push_back({std::move(one), std::move(all)});
  }
  return on_blocks;
}

Result<BlocksResult> MeasureBlocks(const AreaContext& context,
                                   const BlockMap& blocks,
                                   std::vector<CountedCell> cells) {
  CQ_ASSIGN(QualityResult quality,
            MeasureQuality(context, blocks, std::move(cells)));
  CQ_ASSIGN(AreaResult areas,
            MeasureAreas(context, blocks, std::move(quality.cells)));
  for (std::size_t i = 0; i < areas.regions.size(); ++i) {
    areas.regions[i].evaluable = std::move(quality.regions[i]);
  }
  for (std::size_t k = 0; k < quality.classes.size(); ++k) {
    quality.classes[k].meshwork_area = areas.class_meshworks[k];
  }
  std::move(quality.outlines.begin(), quality.outlines.end(),
            std::back_inserter(areas.outlines));
  return BlocksResult{std::move(areas.regions), std::move(quality.classes),
                      std::move(areas.outlines), quality.edge,
                      std::move(areas.cells)};
}

}  // namespace cellquant::core
