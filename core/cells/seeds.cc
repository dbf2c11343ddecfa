#include "core/cells/seeds.h"

#include <algorithm>
#include <cstdlib>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

bool RanksBefore(const cv::Mat1i& score, cv::Point a, cv::Point b) {
  const int score_a = score(a);
  const int score_b = score(b);
  if (score_a != score_b) return score_a > score_b;
  return a.y != b.y ? a.y < b.y : a.x < b.x;
}

// The offsets within a disc, near ones first: they decide soonest.
std::vector<cv::Point> DiscOffsets(int radius) {
  std::vector<cv::Point> offsets;
  for (int dy = -radius; dy <= radius; ++dy) {
    for (int dx = -radius; dx <= radius; ++dx) {
      const int square = dx * dx + dy * dy;
      if (square > 0 && square <= radius * radius) offsets.push_back({dx, dy});
    }
  }
  std::stable_sort(
      offsets.begin(), offsets.end(),
      [](cv::Point a, cv::Point b) { return a.dot(a) < b.dot(b); });
  return offsets;
}

bool IsLocalMaximum(const cv::Mat1i& score, cv::Point p,
                    const std::vector<cv::Point>& offsets) {
  const cv::Rect image(0, 0, score.cols, score.rows);
  return std::none_of(offsets.begin(), offsets.end(), [&](cv::Point offset) {
    const cv::Point q = p + offset;
    return image.contains(q) && RanksBefore(score, q, p);
  });
}

// i / n of `delta`, rounded: by whole numbers, and from the start of the line
// alone, so that a line is the same wherever the tile begins.
int Along(int delta, int i, int n) {
  const int twice = 2 * delta * i;
  return (twice >= 0 ? twice + n : twice - n) / (2 * n);
}

int LowestBetween(const cv::Mat1i& score, cv::Point from, cv::Point to) {
  const cv::Point delta = to - from;
  const int n = std::max(std::abs(delta.x), std::abs(delta.y));
  int lowest = score(from);
  for (int i = 1; i < n; ++i) {
    const cv::Point step(Along(delta.x, i, n), Along(delta.y, i, n));
    lowest = std::min(lowest, score(from + step));
  }
  return lowest;
}

// Whether a better seed within the radius is joined to `seed` by high ground.
// `seeds` are in the order of (y, x), so the neighbours are a short run of
// them.
bool HasBetterTwin(const std::vector<cv::Point>& seeds, cv::Point seed,
                   const cv::Mat1i& score, const Prominence& prominence) {
  const int radius = prominence.radius_px;
  auto it =
      std::lower_bound(seeds.begin(), seeds.end(), seed.y - radius,
                       [](cv::Point point, int row) { return point.y < row; });
  for (; it != seeds.end() && it->y <= seed.y + radius; ++it) {
    const cv::Point delta = *it - seed;
    if (delta.dot(delta) > radius * radius) continue;
    if (!RanksBefore(score, *it, seed)) continue;
    const int lowest = LowestBetween(score, seed, *it);
    if (score(seed) - lowest < prominence.height) return true;
  }
  return false;
}

}  // namespace

std::vector<cv::Point> LocalMaxima(const cv::Mat1i& score,
                                   const cv::Mat1b& candidates, int radius_px) {
  const std::vector<cv::Point> offsets = DiscOffsets(radius_px);
  std::vector<cv::Point> maxima;
  for (int y = 0; y < score.rows; ++y) {
    for (int x = 0; x < score.cols; ++x) {
      if (candidates(y, x) == 0) continue;
      if (IsLocalMaximum(score, {x, y}, offsets)) maxima.push_back({x, y});
    }
  }
  return maxima;
}

std::vector<cv::Point> ProminentSeeds(const std::vector<cv::Point>& seeds,
                                      const cv::Mat1i& score,
                                      const Prominence& prominence) {
  std::vector<cv::Point> prominent;
  std::copy_if(seeds.begin(), seeds.end(), std::back_inserter(prominent),
               [&](cv::Point seed) {
                 return !HasBetterTwin(seeds, seed, score, prominence);
               });
  return prominent;
}

}  // namespace cellquant::core
