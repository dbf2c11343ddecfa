#include "core/tissue/block_runs.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <tuple>

#include "core/geometry/membership.h"
#include "core/geometry/validity.h"

namespace cellquant::core {
namespace {

// Adds the runs of one row: a block is inside when the number of edges that
// are crossed up to its center is odd, as Membership has it.
void AddRow(const std::vector<double>& crossings, const BlockRect& part,
            const BlockRect& bounds, std::int64_t row, const WorkingGrid& grid,
            BlockRuns& runs) {
  std::size_t passed = 0;
  bool inside = false;
  for (std::int64_t x = part.x; x <= part.right(); ++x) {
    const double center = BlockCenter(grid, x, row).x;
    while (passed < crossings.size() && crossings[passed] <= center) ++passed;
    const bool in = passed % 2 == 1 && x < part.right();
    const int column = static_cast<int>(x - bounds.x);
    if (in && !inside) {
      runs.push_back({static_cast<int>(row - bounds.y), column, column});
    }
    if (!in && inside) runs.back().end = column;
    inside = in;
  }
}

}  // namespace

BlockRuns BlocksIn(const MultiPolygon& shape, const BlockRect& bounds,
                   const WorkingGrid& grid) {
  BlockRuns runs;
  const Membership membership(shape);
  const BlockRect part =
      BlocksOf(grid.Covering(Bounds(shape))).Intersection(bounds);
  for (std::int64_t row = part.y; row < part.bottom(); ++row) {
    const auto crossings =
        membership.CrossingsAt(BlockCenter(grid, part.x, row).y);
    if (!crossings.empty()) AddRow(crossings, part, bounds, row, grid, runs);
  }
  return runs;
}

BlockRun BlockAt(Level0Point p, const BlockRect& bounds,
                 const WorkingGrid& grid) {
  constexpr auto kSide = static_cast<double>(kBlockPx);
  const auto index = [](double working_px, std::int64_t first) {
    return static_cast<int>(std::floor(working_px / kSide) -
                            static_cast<double>(first));
  };
  const int column = index(p.x / grid.scale_x(), bounds.x);
  return {index(p.y / grid.scale_y(), bounds.y), column, column + 1};
}

BlockRuns RunsOf(const cv::Mat1b& mask) {
  BlockRuns runs;
  for (int y = 0; y < mask.rows; ++y) {
    const uchar* row = mask[y];
    for (int x = 0; x < mask.cols; ++x) {
      if (row[x] == 0) continue;
      const int begin = x;
      while (x < mask.cols && row[x] != 0) ++x;
      runs.push_back({y, begin, x});
    }
  }
  return runs;
}

BlockRuns UnionOfRuns(const std::vector<const BlockRuns*>& parts) {
  if (parts.size() == 1) return *parts.front();
  BlockRuns all;
  for (const BlockRuns* part : parts) {
    all.insert(all.end(), part->begin(), part->end());
  }
  std::sort(all.begin(), all.end(), [](const BlockRun& a, const BlockRun& b) {
    return std::tie(a.row, a.begin) < std::tie(b.row, b.begin);
  });
  BlockRuns merged;
  for (const BlockRun& run : all) {
    const bool apart = merged.empty() || merged.back().row != run.row ||
                       merged.back().end < run.begin;
    if (apart) {
      merged.push_back(run);
    } else {
      merged.back().end = std::max(merged.back().end, run.end);
    }
  }
  return merged;
}

std::int64_t CountOf(const BlockRuns& runs) {
  std::int64_t count = 0;
  for (const BlockRun& run : runs) count += run.end - run.begin;
  return count;
}

Result<MultiPolygon> OutlineOf(const BlockRuns& runs, const BlockRect& bounds,
                               const WorkingGrid& grid, Size slide) {
  const auto edge = [](std::int64_t block, double scale, std::int64_t limit) {
    const double px = static_cast<double>(block * kBlockPx) * scale;
    return std::clamp<std::int64_t>(std::llround(px), 0, limit);
  };
  std::vector<Level0Rect> rectangles;
  rectangles.reserve(runs.size());
  for (const BlockRun& run : runs) {
    const auto x = [&](int column) {
      return edge(bounds.x + column, grid.scale_x(), slide.width);
    };
    const auto y = [&](int row) {
      return edge(bounds.y + row, grid.scale_y(), slide.height);
    };
    const Level0Rect rectangle{x(run.begin), y(run.row),
                               x(run.end) - x(run.begin),
                               y(run.row + 1) - y(run.row)};
    if (!rectangle.empty()) rectangles.push_back(rectangle);
  }
  return UnionOf(rectangles);
}

}  // namespace cellquant::core
