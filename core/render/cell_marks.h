// How cells look on a picture, and the legend that says so.
//
// Classes differ by shape, lightness and color, so that color-blind readers and
// gray prints tell them apart: positive cells are magenta rings, equivocal ones
// orange diamonds, negative ones small dark green dots. Where outlines of the
// nuclei are known and the picture is large enough, they are drawn instead, in
// the same colors.
#ifndef CELLQUANT_CORE_RENDER_CELL_MARKS_H_
#define CELLQUANT_CORE_RENDER_CELL_MARKS_H_

#include <array>
#include <opencv2/core/mat.hpp>

#include "core/cells/cell.h"
#include "core/render/marks.h"
#include "core/render/view.h"

namespace cellquant::core {

// How many cells of each class, by CellClass.
using ClassCounts = std::array<std::size_t, 3>;

// Draws one cell, about 10 um wide, but never too small to be seen.
void DrawCell(cv::Mat3b& picture, const View& view, const Cell& cell,
              double pixels_per_um, const Pen& pen);

// Draws a legend with counts at the bottom right, if the picture has room.
void DrawLegend(cv::Mat3b& picture, const ClassCounts& counts, const Pen& pen);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_CELL_MARKS_H_
