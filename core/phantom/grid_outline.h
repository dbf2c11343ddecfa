// Outlines of the set cells of a grid.
#ifndef CELLQUANT_CORE_PHANTOM_GRID_OUTLINE_H_
#define CELLQUANT_CORE_PHANTOM_GRID_OUTLINE_H_

#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/cells/label_rings.h"

namespace cellquant::core {

// Corners of the grid.
using GridRing = PixelRing;

struct GridComponent {
  int cells = 0;
  GridRing exterior;
  std::vector<GridRing> holes;
};

// Returns the connected parts of the cells that are not 0, in reading order,
// along the edges of their cells: what a ring encloses are exactly the cells.
// Two cells that meet at a corner alone are joined first, by setting the two
// beside them in `mask`, so that no ring touches itself.
std::vector<GridComponent> GridOutlines(cv::Mat1b& mask);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_GRID_OUTLINE_H_
