#include "core/tissue/meshwork.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace cellquant::core {
namespace {

// The map is worked through in bands of rows, so that memory stays small.
constexpr int kBandRows = 256;
constexpr double kSumsPerDensity = kPixelsPerBlock / kDabSumStep;

// Lengths in blocks.
struct Reach {
  int window = 0;   // from the middle of the window
  int closing = 0;  // radius
  double cell_x = 0.0;
  double cell_y = 0.0;
  int margin() const { return window + 2 * closing; }
};

Reach ReachOf(const MeshworkRule& rule, const WorkingGrid& grid) {
  const double block_um = grid.MeanMpp() * static_cast<double>(kBlockPx);
  const auto half = [&](Micrometers length) {
    return static_cast<int>(std::lround(length.value() / 2.0 / block_um));
  };
  // A window of 2 n + 1 blocks.
  const double around = (rule.window.value() / block_um - 1.0) / 2.0;
  return {std::max(0, static_cast<int>(std::lround(around))),
          half(rule.closing),
          rule.cell.value() / grid.mpp().x / static_cast<double>(kBlockPx),
          rule.cell.value() / grid.mpp().y / static_cast<double>(kBlockPx)};
}

// Rows [top, top + kBandRows) of the map with a margin on all sides, so that
// nothing that is read off depends on where the band ends.
struct Band {
  int top = 0;
  int margin = 0;
  cv::Mat1b usable;  // 1 or 0
  cv::Mat1w stain;   // BlockMap::dab_sum where usable, else 0

  int FirstRow() const { return top - margin; }
};

void AddRegion(const BlockRuns& region, Band& band) {
  const int first = band.FirstRow();
  auto run =
      std::lower_bound(region.begin(), region.end(), first,
                       [](const BlockRun& r, int row) { return r.row < row; });
  for (; run != region.end() && run->row < first + band.usable.rows; ++run) {
    uchar* row = band.usable[run->row - first] + band.margin;
    std::fill(row + run->begin, row + run->end, uchar{1});
  }
}

// A place in blocks of the map; the middle of block (0, 0) is (0.5, 0.5).
using BlockPoint = cv::Point2d;

std::vector<BlockPoint> InBlocks(const std::vector<Level0Point>& points,
                                 const BlockMap& map, const WorkingGrid& grid) {
  constexpr auto kSide = static_cast<double>(kBlockPx);
  std::vector<BlockPoint> places;
  places.reserve(points.size());
  for (const Level0Point& p : points) {
    places.emplace_back(
        p.x / grid.scale_x() / kSide - static_cast<double>(map.bounds.x),
        p.y / grid.scale_y() / kSide - static_cast<double>(map.bounds.y));
  }
  std::sort(places.begin(), places.end(),
            [](const BlockPoint& a, const BlockPoint& b) { return a.y < b.y; });
  return places;
}

void RemoveDisc(const BlockPoint& center, const Reach& reach, Band& band) {
  const auto first = [](double low) {
    return static_cast<int>(std::floor(low));
  };
  for (int y = first(center.y - reach.cell_y);
       y <= first(center.y + reach.cell_y); ++y) {
    const int row = y - band.FirstRow();
    if (row < 0 || row >= band.usable.rows) continue;
    for (int x = first(center.x - reach.cell_x);
         x <= first(center.x + reach.cell_x); ++x) {
      const int column = x + band.margin;
      if (column < 0 || column >= band.usable.cols) continue;
      const double dx = (x + 0.5 - center.x) / reach.cell_x;
      const double dy = (y + 0.5 - center.y) / reach.cell_y;
      if (dx * dx + dy * dy <= 1.0) band.usable(row, column) = 0;
    }
  }
}

void RemoveCells(const std::vector<BlockPoint>& cells, const Reach& reach,
                 Band& band) {
  const double low = band.FirstRow() - reach.cell_y - 1.0;
  const double high = band.FirstRow() + band.usable.rows + reach.cell_y + 1.0;
  auto cell =
      std::lower_bound(cells.begin(), cells.end(), low,
                       [](const BlockPoint& p, double y) { return p.y < y; });
  for (; cell != cells.end() && cell->y <= high; ++cell) {
    RemoveDisc(*cell, reach, band);
  }
}

Band ReadBand(const BlockMap& map, int top, const Reach& reach,
              const std::vector<BlockRuns>& regions,
              const std::vector<BlockPoint>& cells) {
  const int margin = reach.margin();
  const cv::Size size(map.dab_sum.cols + 2 * margin, kBandRows + 2 * margin);
  Band band{top, margin, cv::Mat1b::zeros(size), cv::Mat1w::zeros(size)};
  for (const BlockRuns& region : regions) AddRegion(region, band);
  RemoveCells(cells, reach, band);
  const int first = std::max(0, band.FirstRow());
  const int end = std::min(map.dab_sum.rows, band.FirstRow() + size.height);
  if (first >= end) return band;
  const cv::Rect to(margin, first - band.FirstRow(), map.dab_sum.cols,
                    end - first);
  map.dab_sum.rowRange(first, end).copyTo(band.stain(to), band.usable(to));
  return band;
}

// Where the windows' mean reaches each of the densities. Sums are whole
// numbers, so the same from every band.
struct Masks {
  cv::Mat1b low;
  cv::Mat1b high;
};

cv::Mat1i WindowSums(const cv::Mat& image, int reach) {
  cv::Mat1i sums;
  const int side = 2 * reach + 1;
  cv::boxFilter(image, sums, CV_32S, {side, side}, {-1, -1}, false,
                cv::BORDER_CONSTANT);
  return sums;
}

Masks Thresholded(const Band& band, const Reach& reach,
                  const MeshworkRule& rule) {
  const cv::Mat1i stain = WindowSums(band.stain, reach.window);
  cv::Mat1w ones;
  band.usable.convertTo(ones, CV_16U);
  const cv::Mat1i blocks = WindowSums(ones, reach.window);
  const double side = 2.0 * reach.window + 1.0;
  const double least =
      std::max(1.0, rule.least_usable_percent / 100.0 * side * side);
  const double low = rule.low.value() * kSumsPerDensity;
  const double high = rule.high.value() * kSumsPerDensity;
  Masks masks{cv::Mat1b::zeros(stain.size()), cv::Mat1b::zeros(stain.size())};
  for (int y = 0; y < stain.rows; ++y) {
    for (int x = 0; x < stain.cols; ++x) {
      const double n = blocks(y, x);
      if (n < least) continue;
      masks.low(y, x) = stain(y, x) >= low * n ? 255 : 0;
      masks.high(y, x) = stain(y, x) >= high * n ? 255 : 0;
    }
  }
  return masks;
}

cv::Mat1b Closed(const cv::Mat1b& mask, int radius) {
  if (radius < 1) return mask;
  const int side = 2 * radius + 1;
  cv::Mat1b closed;
  cv::morphologyEx(mask, closed, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}));
  return closed;
}

// The extent as runs, and of each whether the high density is reached in it.
struct Extent {
  BlockRuns runs;
  std::vector<bool> is_dense;
};

void AddRows(const Band& band, const Masks& masks, const cv::Mat1b& closed,
             const BlockMap& map, Extent& extent) {
  const int rows = std::min(kBandRows, map.dab_sum.rows - band.top);
  const cv::Rect part(band.margin, band.margin, map.dab_sum.cols, rows);
  const cv::Mat1b high = masks.high(part);
  for (BlockRun run : RunsOf(closed(part))) {
    const uchar* row = high[run.row];
    extent.is_dense.push_back(
        std::any_of(row + run.begin, row + run.end,
                    [](uchar value) { return value != 0; }));
    run.row += band.top;
    extent.runs.push_back(run);
  }
}

}  // namespace

BlockPieces FindMeshwork(const BlockMap& map, const WorkingGrid& grid,
                         const std::vector<BlockRuns>& regions,
                         const std::vector<Level0Point>& positives,
                         const MeshworkRule& rule) {
  const Reach reach = ReachOf(rule, grid);
  const std::vector<BlockPoint> cells = InBlocks(positives, map, grid);
  Extent extent;
  for (int top = 0; top < map.dab_sum.rows; top += kBandRows) {
    const Band band = ReadBand(map, top, reach, regions, cells);
    const Masks masks = Thresholded(band, reach, rule);
    AddRows(band, masks, Closed(masks.low, reach.closing), map, extent);
  }
  const BlockPieces pieces = PiecesOf(std::move(extent.runs));
  std::vector<bool> keep(static_cast<std::size_t>(pieces.count), false);
  for (std::size_t i = 0; i < pieces.runs.size(); ++i) {
    if (extent.is_dense[i])
      keep[static_cast<std::size_t>(pieces.piece[i])] = true;
  }
  const double block_um2 = BlockArea(grid).value();
  const std::vector<std::int64_t> sizes = SizesOf(pieces);
  for (std::size_t i = 0; i < keep.size(); ++i) {
    const double um2 = static_cast<double>(sizes[i]) * block_um2;
    keep[i] = keep[i] && um2 >= rule.smallest.value();
  }
  return Kept(pieces, keep);
}

int ProposedScore(double percent, const MeshworkRule& rule) {
  const auto& limits = rule.score_limits_percent;
  return static_cast<int>(
      std::count_if(limits.begin(), limits.end(),
                    [&](double limit) { return percent >= limit; }));
}

}  // namespace cellquant::core
