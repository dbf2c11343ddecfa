// Arrows that point at cells, from outside and without covering them.
#ifndef CELLQUANT_CORE_RENDER_ARROWS_H_
#define CELLQUANT_CORE_RENDER_ARROWS_H_

#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/render/marks.h"

namespace cellquant::core {

// Pixels of the picture.
struct Arrow {
  cv::Point2d tail;
  cv::Point2d tip;
};

struct ArrowLayout {
  cv::Size picture;
  double length = 1.0;  // of an arrow
  double gap = 1.0;     // between its tip and the middle of its cell
  std::vector<cv::Rect> taken = {};  // where no arrow shall lie
};

// Returns at most `most` of `points`, as far from each other as can be: first
// the one nearest to their middle, then always the one farthest from all that
// were taken (farthest-first traversal: Gonzalez, Theor Comput Sci 38:293,
// 1985). Of equals the first.
std::vector<cv::Point2d> SpreadOut(const std::vector<cv::Point2d>& points,
                                   std::size_t most);

// Returns an arrow for each of `targets`, which lie in the picture. Of sixteen
// directions each takes, in the order of targets, the one that covers the
// fewest targets, arrows, taken places and `others` (cells without an arrow),
// in this order of weight; never one that leaves the picture, if there is
// another. Its tip is `gap` from its target: its own cell is never covered.
std::vector<Arrow> PlanArrows(const std::vector<cv::Point2d>& targets,
                              const std::vector<cv::Point2d>& others,
                              const ArrowLayout& layout);

// Draws an arrow with a white rim.
void DrawArrow(cv::Mat3b& picture, const Arrow& arrow, const cv::Scalar& color,
               const Pen& pen);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_ARROWS_H_
