// The outlines of labelled pixels along the pixels' edges.
#ifndef CELLQUANT_CORE_CELLS_LABEL_RINGS_H_
#define CELLQUANT_CORE_CELLS_LABEL_RINGS_H_

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>
#include <vector>

namespace cellquant::core {

// Corners of pixels: pixel (i, j) lies between (i, j) and (i + 1, j + 1). Edges
// are parallel to the axes and turn at each corner; the last corner is joined
// to the first and not repeated.
using PixelRing = std::vector<cv::Point>;

// Returns, at i, the rings that enclose exactly the pixels of label i + 1, for
// the labels 1 to `count`. They run with these pixels to their right, so outer
// rings clockwise on the screen, holes the other way. No ring meets itself:
// where pixels touch at a corner alone, rings meet there. A label's rings
// begin in reading order and do not depend on what lies round its pixels. A
// label that does not occur has no rings. Thread-safe.
std::vector<std::vector<PixelRing>> RingsOfLabels(const cv::Mat1i& labels,
                                                  int count);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_LABEL_RINGS_H_
