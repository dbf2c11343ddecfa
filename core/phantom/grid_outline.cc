#include "core/phantom/grid_outline.h"

#include <iterator>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace cellquant::core {
namespace {

void JoinCorners(cv::Mat1b& mask) {
  for (bool changed = true; changed;) {
    changed = false;
    for (int y = 0; y + 1 < mask.rows; ++y) {
      for (int x = 0; x + 1 < mask.cols; ++x) {
        const bool a = mask(y, x) != 0;
        const bool b = mask(y, x + 1) != 0;
        const bool c = mask(y + 1, x) != 0;
        const bool d = mask(y + 1, x + 1) != 0;
        if (a != d || b != c || a == b) continue;
        mask(cv::Rect(x, y, 2, 2)).setTo(1);
        changed = true;
      }
    }
  }
}

}  // namespace

std::vector<GridComponent> GridOutlines(cv::Mat1b& mask) {
  JoinCorners(mask);
  cv::Mat1i labels;
  const int count = cv::connectedComponents(mask, labels, 4, CV_32S);
  // In reading order the first ring of a part is its outside; joined corners
  // leave it a single one.
  std::vector<GridComponent> parts;
  for (auto& rings : RingsOfLabels(labels, count - 1)) {
    GridComponent& part = parts.emplace_back();
    part.exterior = std::move(rings.front());
    part.holes.assign(std::make_move_iterator(rings.begin() + 1),
                      std::make_move_iterator(rings.end()));
  }
  for (const int label : labels) {
    if (label != 0) ++parts[static_cast<std::size_t>(label - 1)].cells;
  }
  return parts;
}

}  // namespace cellquant::core
