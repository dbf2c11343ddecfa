// A picture of a field: the tissue, the regions and what was counted in it.
#ifndef CELLQUANT_CORE_RENDER_OVERLAY_H_
#define CELLQUANT_CORE_RENDER_OVERLAY_H_

#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/base/result.h"
#include "core/cells/cell.h"
#include "core/regions/region.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

struct OverlayOptions {
  // What to show, level-0 pixels; must meet the slide.
  Level0Rect field;
  // Longest side of the picture; the field is never enlarged more than 4x.
  int longest_side_px = 1600;
  bool legend = true;  // of the cells' classes, with their counts in the field
  // Areas that are not counted in, to be drawn hatched.
  std::vector<Region> excluded = {};
  double pen = 1.0;  // how much larger what is written and drawn is
};

// Returns the field, R, G, B order, with named region outlines in blue, cells
// as in cell_marks.h, and a scale bar if the slide has a pixel size. Regions
// must lie on the slide; cells may lie anywhere. Fails with kInvalidArgument
// for a field off the slide, and as TileSource::Read.
Result<cv::Mat3b> DrawOverlay(const TileSource& source,
                              const std::vector<Region>& regions,
                              const std::vector<Cell>& cells,
                              const OverlayOptions& options);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_OVERLAY_H_
