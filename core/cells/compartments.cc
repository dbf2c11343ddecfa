#include "core/cells/compartments.h"

#include <algorithm>
#include <cstdlib>
#include <opencv2/core.hpp>
#include <tuple>

namespace cellquant::core {
namespace {

constexpr int kFar = 1 << 20;  // more than any squared distance asked for

// The nearest nucleus within a column; nearer first, then by label.
struct Nearest {
  int squared = kFar;
  int label = 0;
  friend bool operator<(const Nearest& a, const Nearest& b) {
    return std::tie(a.squared, a.label) < std::tie(b.squared, b.label);
  }
};

Nearest NearestInColumn(const cv::Mat1i& labels, int x, int y, int reach) {
  for (int away = 0; away <= reach; ++away) {
    const int above = y - away >= 0 ? labels(y - away, x) : 0;
    const int below = y + away < labels.rows ? labels(y + away, x) : 0;
    if (above == 0 && below == 0) continue;
    const int label = above == 0   ? below
                      : below == 0 ? above
                                   : std::min(above, below);
    return {away * away, label};
  }
  return {};
}

}  // namespace

// First along columns, then along rows: the nearest of the columns' nearest is
// the nearest of all.
Territories NearestNuclei(const cv::Mat1i& labels, int reach) {
  Territories found{cv::Mat1i(labels.size()), cv::Mat1i(labels.size())};
  std::vector<Nearest> row(static_cast<std::size_t>(labels.cols));
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      row[static_cast<std::size_t>(x)] = NearestInColumn(labels, x, y, reach);
    }
    for (int x = 0; x < labels.cols; ++x) {
      Nearest best = row[static_cast<std::size_t>(x)];
      const int end = std::min(labels.cols - 1, x + reach);
      for (int i = std::max(0, x - reach); i <= end && best.squared > 0; ++i) {
        Nearest other = row[static_cast<std::size_t>(i)];
        other.squared += (i - x) * (i - x);
        best = std::min(best, other);
      }
      found.owner(y, x) = best.label;
      found.squared(y, x) = best.squared;
    }
  }
  return found;
}

cv::Mat1i DepthInside(const cv::Mat1i& labels, int reach) {
  cv::Mat1i depth(labels.size(), 0);
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      const int label = labels(y, x);
      if (label == 0) continue;
      int nearest = (reach + 1) * (reach + 1);
      for (int j = std::max(0, y - reach);
           j <= std::min(labels.rows - 1, y + reach); ++j) {
        for (int i = std::max(0, x - reach);
             i <= std::min(labels.cols - 1, x + reach); ++i) {
          if (labels(j, i) == label) continue;
          nearest = std::min(nearest, (i - x) * (i - x) + (j - y) * (j - y));
        }
      }
      depth(y, x) = nearest;
    }
  }
  return depth;
}

int SectorOf(const Nucleus& nucleus, int x, int y) {
  const std::int64_t dx = x * nucleus.area_px - nucleus.sum_x;
  const std::int64_t dy = y * nucleus.area_px - nucleus.sum_y;
  const int quarter = (dy < 0 ? 2 : 0) + ((dx < 0) != (dy < 0) ? 1 : 0);
  const bool steep = std::abs(dy) > std::abs(dx);
  return 2 * quarter + (steep != ((quarter & 1) != 0) ? 1 : 0);
}

}  // namespace cellquant::core
