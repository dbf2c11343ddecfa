#include "core/phantom/grid_outline.h"

#include <array>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace cellquant::core {
namespace {

struct Offset {
  int x = 0;
  int y = 0;
};

// Directions along edges, each with the set cells to its right: along the top
// of a cell, down its right side, back along its bottom, up its left side.
constexpr std::array<Offset, 4> kSteps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
// The cell to the right of an edge that leaves a corner, from the corner.
constexpr std::array<Offset, 4> kRight{{{0, 0}, {-1, 0}, {-1, -1}, {0, -1}}};

cv::Point Moved(cv::Point p, const std::array<Offset, 4>& by, int direction) {
  const Offset& offset = by[static_cast<std::size_t>(direction)];
  return {p.x + offset.x, p.y + offset.y};
}

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

class Tracer {
 public:
  explicit Tracer(const cv::Mat1i& labels)
      : labels_(labels), seen_(labels.size(), std::uint8_t{0}) {}

  // Whether an outline begins at the top edge of this cell.
  bool StartsAt(int x, int y) const {
    return LabelAt(x, y) != 0 && LabelAt(x, y - 1) == 0 && seen_(y, x) == 0;
  }

  // The ring along that edge; corners only.
  GridRing RingFrom(int x, int y) {
    GridRing ring;
    const cv::Point start(x, y);
    cv::Point at = start;
    int direction = 0;
    do {
      ring.push_back(at);
      do {
        if (direction == 0) seen_(at.y, at.x) = 1;
        at = Moved(at, kSteps, direction);
      } while (IsEdge(at, direction));
      const int right = (direction + 1) % 4;
      direction = IsEdge(at, right) ? right : (direction + 3) % 4;
    } while (at != start || direction != 0);
    return ring;
  }

 private:
  int LabelAt(int x, int y) const {
    const bool inside =
        x >= 0 && y >= 0 && x < labels_.cols && y < labels_.rows;
    return inside ? labels_(y, x) : 0;
  }

  // Whether the edge that leaves the corner has a set cell to its right and
  // none to its left.
  bool IsEdge(cv::Point corner, int direction) const {
    const cv::Point right = Moved(corner, kRight, direction);
    const cv::Point left = Moved(corner, kRight, (direction + 3) % 4);
    return LabelAt(right.x, right.y) != 0 && LabelAt(left.x, left.y) == 0;
  }

  const cv::Mat1i& labels_;
  cv::Mat1b seen_;
};

}  // namespace

std::vector<GridComponent> GridOutlines(cv::Mat1b& mask) {
  JoinCorners(mask);
  cv::Mat1i labels;
  const int count = cv::connectedComponents(mask, labels, 4, CV_32S);
  std::vector<GridComponent> parts(static_cast<std::size_t>(count));
  Tracer tracer(labels);
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const int label = labels(y, x);
      if (label == 0) continue;
      GridComponent& part = parts[static_cast<std::size_t>(label)];
      ++part.cells;
      if (!tracer.StartsAt(x, y)) continue;
      GridRing ring = tracer.RingFrom(x, y);
      // In reading order the first edge of a part is on its outside.
      if (part.exterior.empty()) {
        part.exterior = std::move(ring);
      } else {
        part.holes.push_back(std::move(ring));
      }
    }
  }
  parts.erase(parts.begin());  // label 0: no cell
  return parts;
}

}  // namespace cellquant::core
