// One tile: pixels in, counted cells out. Pure and single-threaded.
#ifndef CELLQUANT_CORE_PIPELINE_ANALYZE_TILE_H_
#define CELLQUANT_CORE_PIPELINE_ANALYZE_TILE_H_

#include <functional>
#include <opencv2/core/mat.hpp>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/cells/detector.h"
#include "core/protocol/protocol.h"
#include "core/regions/region_index.h"
#include "core/regions/report.h"
#include "core/slide/tile_source.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"
#include "core/tissue/calibration.h"
#include "core/tissue/quality.h"

namespace cellquant::core {

// All that a tile needs to know; the same for every tile of a run.
struct TileContext {
  const TileSource& source;
  const WorkingGrid& grid;
  const Calibration& calibration;
  const Protocol& protocol;
  const Detector& detector;
  const RegionIndex& regions;
  const QualityReference& quality;
};

// Gets the pictures of the stages, for --debug-dir: 8-bit, R, G, B or grey.
using StageObserver =
    std::function<void(std::string_view stage, const cv::Mat& image)>;

// What a tile owns.
struct TileResult {
  std::vector<CountedCell> cells;
  BlockMap blocks;
};

// Returns the cells whose centroid lies in `core` and in at least one region,
// in the order of their nuclei, and the blocks of `core`, which must be whole
// ones (tissue/block_map.h). Reads what the detector needs round `core`, so the
// result is the same however the slide is cut into tiles. Fails as
// TileSource::Read and Detector::Detect. Thread-safe.
Result<TileResult> AnalyzeTile(const TileContext& context,
                               const WorkingRect& core,
                               const StageObserver& observer = {});

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_ANALYZE_TILE_H_
