// What of each region can be evaluated, and what lies in its way: folds, ink,
// places out of focus, holes and pigment, on the blocks of all tiles together.
#ifndef CELLQUANT_CORE_PIPELINE_MEASURE_QUALITY_H_
#define CELLQUANT_CORE_PIPELINE_MEASURE_QUALITY_H_

#include <vector>

#include "core/base/result.h"
#include "core/pipeline/measure_areas.h"
#include "core/regions/areas.h"
#include "core/regions/report.h"
#include "core/tissue/block_map.h"
#include "core/tissue/edge_profile.h"

namespace cellquant::core {

struct QualityResult {
  std::vector<EvaluableArea> regions;  // one for each of the context's
  std::vector<ClassAreas> classes;     // likewise, without a meshwork
  std::vector<AreaOutline> outlines;   // of what was found, with the reason
  EdgeProfile edge;                    // of all regions together
  std::vector<CountedCell> cells;      // as given, with what they lie in
};

// Judges the flags of `blocks`. A blob of pigment's color with a cell in it
// that is clearly stained is taken for stain. A cell on pigment that is not
// negative is vetoed; what lies in a fold, in ink or out of focus keeps its
// class and is left out of the evaluable counts. Nothing is dropped. Only
// blocks whose center lies in a region count, and in a class each once. Fails
// with kInternal.
Result<QualityResult> MeasureQuality(const AreaContext& context,
                                     const BlockMap& blocks,
                                     std::vector<CountedCell> cells);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PIPELINE_MEASURE_QUALITY_H_
