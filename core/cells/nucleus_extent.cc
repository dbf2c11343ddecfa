#include "core/cells/nucleus_extent.h"

#include <array>
#include <cstddef>
#include <limits>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

struct Step {
  int dx;
  int dy;
  int cost;
};

constexpr std::array<Step, 8> kSteps = {{{-1, -1, 7},
                                         {0, -1, 5},
                                         {1, -1, 7},
                                         {-1, 0, 5},
                                         {1, 0, 5},
                                         {-1, 1, 7},
                                         {0, 1, 5},
                                         {1, 1, 7}}};

// Dijkstra's shortest paths from all seeds at once. Distances are small whole
// numbers, so the queue is a list of pixels for each distance (Dial 1969).
class Growth {
 public:
  Growth(const cv::Mat1b& mask, int limit)
      : mask_(mask),
        distance_(mask.size(), std::numeric_limits<int>::max()),
        labels_(mask.size(), 0),
        queue_(static_cast<std::size_t>(limit) + 1) {}

  void Start(cv::Point seed, int label) { Reach(seed, 0, label); }

  cv::Mat1i Run() {
    for (std::size_t d = 0; d < queue_.size(); ++d) {
      // Steps cost at least 5, so this list does not grow while it is read.
      for (const cv::Point p : queue_[d]) Expand(p, static_cast<int>(d));
    }
    return labels_;
  }

 private:
  void Expand(cv::Point p, int distance) {
    if (distance_(p) != distance) return;  // a nearer seed came later
    const int label = labels_(p);
    for (const Step& step : kSteps) {
      const cv::Point q = p + cv::Point(step.dx, step.dy);
      if (q.x < 0 || q.y < 0 || q.x >= mask_.cols || q.y >= mask_.rows) {
        continue;
      }
      if (mask_(q) != 0) Reach(q, distance + step.cost, label);
    }
  }

  // Gives `p` to `label` if that is nearer, or as near and earlier. All pixels
  // at smaller distances are final, so this takes the least (distance, label)
  // of all ways to `p`, whatever their order.
  void Reach(cv::Point p, int distance, int label) {
    if (static_cast<std::size_t>(distance) >= queue_.size()) return;
    if (distance < distance_(p)) {
      distance_(p) = distance;
      labels_(p) = label;
      queue_[static_cast<std::size_t>(distance)].push_back(p);
    } else if (distance == distance_(p) && label < labels_(p)) {
      labels_(p) = label;
    }
  }

  const cv::Mat1b& mask_;
  cv::Mat1i distance_;
  cv::Mat1i labels_;
  std::vector<std::vector<cv::Point>> queue_;
};

std::vector<Nucleus> Measure(const std::vector<cv::Point>& seeds,
                             const cv::Mat1i& labels) {
  std::vector<Nucleus> nuclei(seeds.size());
  for (std::size_t i = 0; i < seeds.size(); ++i) nuclei[i].seed = seeds[i];
  for (int y = 0; y < labels.rows; ++y) {
    const int* label = labels[y];
    for (int x = 0; x < labels.cols; ++x) {
      if (label[x] == 0) continue;
      Nucleus& nucleus = nuclei[static_cast<std::size_t>(label[x] - 1)];
      nucleus.sum_x += x;
      nucleus.sum_y += y;
      ++nucleus.area_px;
    }
  }
  return nuclei;
}

}  // namespace

cv::Mat1i GrowFromSeeds(const std::vector<cv::Point>& seeds,
                        const cv::Mat1b& mask, int limit) {
  Growth growth(mask, limit);
  int label = 0;
  for (const cv::Point seed : seeds) growth.Start(seed, ++label);
  return growth.Run();
}

cv::Mat1i CutBelow(const cv::Mat1i& labels, const cv::Mat1b& mask,
                   const cv::Mat1i& signal, const std::vector<double>& levels) {
  cv::Mat1i cut = labels.clone();
  for (int y = 0; y < cut.rows; ++y) {
    for (int x = 0; x < cut.cols; ++x) {
      const int label = cut(y, x);
      if (label == 0 || mask(y, x) == 0) continue;
      if (signal(y, x) < levels[static_cast<std::size_t>(label - 1)]) {
        cut(y, x) = 0;
      }
    }
  }
  return cut;
}

NucleusMap CollectNuclei(const std::vector<cv::Point>& seeds,
                         const cv::Mat1i& labels, double min_area_px) {
  NucleusMap map{{}, labels.clone()};
  std::vector<int> new_label(seeds.size() + 1, 0);
  const std::vector<Nucleus> all = Measure(seeds, labels);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (static_cast<double>(all[i].area_px) < min_area_px) continue;
    map.nuclei.push_back(all[i]);
    new_label[i + 1] = static_cast<int>(map.nuclei.size());
  }
  for (int y = 0; y < map.labels.rows; ++y) {
    int* label = map.labels[y];
    for (int x = 0; x < map.labels.cols; ++x) {
      label[x] = new_label[static_cast<std::size_t>(label[x])];
    }
  }
  return map;
}

}  // namespace cellquant::core
