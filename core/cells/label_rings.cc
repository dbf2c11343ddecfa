#include "core/cells/label_rings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace cellquant::core {
namespace {

struct Offset {
  int x = 0;
  int y = 0;
};

// Directions along edges, each with the label's pixels to its right: along the
// top of a pixel, down its right side, back along its bottom, up its left side.
constexpr std::array<Offset, 4> kSteps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
// The pixel to the right of an edge that leaves a corner, from the corner.
constexpr std::array<Offset, 4> kRight{{{0, 0}, {-1, 0}, {-1, -1}, {0, -1}}};

cv::Point Moved(cv::Point p, const std::array<Offset, 4>& by, int direction) {
  const Offset& offset = by[static_cast<std::size_t>(direction)];
  return {p.x + offset.x, p.y + offset.y};
}

class Tracer {
 public:
  explicit Tracer(const cv::Mat1i& labels)
      : labels_(labels), seen_(labels.size(), std::uint8_t{0}) {}

  // Whether a ring not yet traced runs along the top of this pixel.
  bool StartsAt(int x, int y) const {
    const int label = labels_(y, x);
    return label != 0 && LabelAt({x, y - 1}) != label && seen_(y, x) == 0;
  }

  // The ring that begins there. It turns right where it can, so that pixels
  // which touch at a corner alone get rings of their own.
  PixelRing RingFrom(int x, int y) {
    const int label = labels_(y, x);
    const cv::Point start(x, y);
    PixelRing ring;
    cv::Point at = start;
    int direction = 0;
    do {
      ring.push_back(at);
      do {
        if (direction == 0) seen_(at.y, at.x) = 1;
        at = Moved(at, kSteps, direction);
      } while (IsEdge(at, direction, label));
      const int right = (direction + 1) % 4;
      direction = IsEdge(at, right, label) ? right : (direction + 3) % 4;
    } while (at != start || direction != 0);
    return ring;
  }

 private:
  int LabelAt(cv::Point p) const {
    const bool inside =
        p.x >= 0 && p.y >= 0 && p.x < labels_.cols && p.y < labels_.rows;
    return inside ? labels_(p) : 0;
  }

  // Whether the edge that leaves the corner has the label to its right alone.
  bool IsEdge(cv::Point corner, int direction, int label) const {
    return LabelAt(Moved(corner, kRight, direction)) == label &&
           LabelAt(Moved(corner, kRight, (direction + 3) % 4)) != label;
  }

  const cv::Mat1i& labels_;
  cv::Mat1b seen_;
};

// A ring that comes to a corner twice encloses a hole, or two, that touch it
// there: each way from the corner back to it is a ring of its own.
void AddSimpleRings(const PixelRing& ring, std::vector<PixelRing>& rings) {
  PixelRing open;
  for (const cv::Point corner : ring) {
    const auto before = std::find(open.begin(), open.end(), corner);
    if (before != open.end()) {
      rings.emplace_back(before, open.end());
      open.erase(before, open.end());
    }
    open.push_back(corner);
  }
  rings.push_back(std::move(open));
}

}  // namespace

std::vector<std::vector<PixelRing>> RingsOfLabels(const cv::Mat1i& labels,
                                                  int count) {
  std::vector<std::vector<PixelRing>> rings(static_cast<std::size_t>(count));
  Tracer tracer(labels);
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      if (!tracer.StartsAt(x, y)) continue;
      const auto label = static_cast<std::size_t>(labels(y, x));
      AddSimpleRings(tracer.RingFrom(x, y), rings[label - 1]);
    }
  }
  return rings;
}

}  // namespace cellquant::core
