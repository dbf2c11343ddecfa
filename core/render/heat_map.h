// A picture of a slide with the density of its cells in colors.
#ifndef CELLQUANT_CORE_RENDER_HEAT_MAP_H_
#define CELLQUANT_CORE_RENDER_HEAT_MAP_H_

#include <opencv2/core/mat.hpp>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/regions/region.h"
#include "core/render/density_map.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

struct HeatMapOptions {
  // What to show, level-0 pixels; must meet the slide.
  Level0Rect field;
  int longest_side_px = 1600;  // of the field, without the color bar
  // The density that has the brightest color, above 0: the same for pictures
  // that are to be compared. Without it, a round number not below the highest.
  std::optional<CellsPerSquareMillimeter> brightest = {};
  bool key = true;   // beside it, what the colors mean
  double pen = 1.0;  // how much larger what is written and drawn is
};

// Returns a density that ends a scale well: a round number not below it.
CellsPerSquareMillimeter EndOfScale(CellsPerSquareMillimeter highest);

// Returns what the colors mean as a bar of its own, for several pictures with
// the same `brightest`, above 0; R, G, B order, `width` x width / 10 px.
cv::Mat3b DrawColorKey(CellsPerSquareMillimeter brightest, int width);

// Returns the slide in pale gray, R, G, B order, with the blocks of `map` in
// colors from dark (none) to bright (viridis: even in lightness, and read by
// the color-blind), outlines of `regions`, a scale bar, and, unless the options
// say otherwise, beside it a bar that says what the colors mean and what was
// left out. Regions must lie on the
// slide. Fails with kPixelSizeUnknown, with kInvalidArgument for a field off
// the slide or a `brightest` that is not above 0, and as TileSource::Read.
Result<cv::Mat3b> DrawHeatMap(const TileSource& source,
                              const std::vector<Region>& regions,
                              const DensityMap& map,
                              const HeatMapOptions& options);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_HEAT_MAP_H_
