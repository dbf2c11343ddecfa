#include "core/regions/confluence.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace cellquant::core {
namespace {

// Points in rows as high as the distance looked for, so that neighbors are in
// the same row or the next ones.
struct Binned {
  std::int64_t row = 0;
  double x_um = 0.0;
  double y_um = 0.0;
  std::size_t index = 0;
};

bool Before(const Binned& a, const Binned& b) {
  return std::tie(a.row, a.x_um, a.y_um) < std::tie(b.row, b.x_um, b.y_um);
}

std::vector<Binned> InRows(const std::vector<Level0Point>& points,
                           MicronsPerPixel mpp, double height_um) {
  std::vector<Binned> binned;
  binned.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double y_um = points[i].y * mpp.y;
    binned.push_back({static_cast<std::int64_t>(std::floor(y_um / height_um)),
                      points[i].x * mpp.x, y_um, i});
  }
  std::sort(binned.begin(), binned.end(), Before);
  return binned;
}

bool HasNeighbor(const std::vector<Binned>& points, const Binned& p,
                 double distance_um) {
  for (std::int64_t row = p.row - 1; row <= p.row + 1; ++row) {
    const Binned first{row, p.x_um - distance_um, -HUGE_VAL, 0};
    auto other = std::lower_bound(points.begin(), points.end(), first, Before);
    for (; other != points.end() && other->row == row &&
           other->x_um <= p.x_um + distance_um;
         ++other) {
      const double dx = other->x_um - p.x_um;
      const double dy = other->y_um - p.y_um;
      if (other->index != p.index &&
          dx * dx + dy * dy <= distance_um * distance_um) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::vector<bool> StandAlone(const std::vector<Level0Point>& points,
                             MicronsPerPixel mpp, Micrometers distance) {
  const std::vector<Binned> binned = InRows(points, mpp, distance.value());
  std::vector<bool> alone(points.size());
  for (const Binned& p : binned) {
    alone[p.index] = !HasNeighbor(binned, p, distance.value());
  }
  return alone;
}

std::uint64_t PositivePixelsNear(const BlockMap& map, const WorkingGrid& grid,
                                 Level0Point center, Micrometers radius) {
  constexpr auto kSide = static_cast<double>(kBlockPx);
  const double block_x_um = grid.mpp().x * kSide;
  const double block_y_um = grid.mpp().y * kSide;
  // In blocks of the map, from the middle of its first one.
  const double x = center.x / grid.scale_x() / kSide - 0.5 -
                   static_cast<double>(map.bounds.x);
  const double y = center.y / grid.scale_y() / kSide - 0.5 -
                   static_cast<double>(map.bounds.y);
  const auto from = [](double low) {
    return std::max(0, static_cast<int>(std::ceil(low)));
  };
  const auto to = [](double high, int count) {
    return std::min(count - 1, static_cast<int>(std::floor(high)));
  };
  std::uint64_t pixels = 0;
  const double rows = radius.value() / block_y_um;
  const double columns = radius.value() / block_x_um;
  for (int j = from(y - rows); j <= to(y + rows, map.positive.rows); ++j) {
    for (int i = from(x - columns); i <= to(x + columns, map.positive.cols);
         ++i) {
      const double dx = (i - x) * block_x_um;
      const double dy = (j - y) * block_y_um;
      if (dx * dx + dy * dy <= radius.value() * radius.value()) {
        pixels += map.positive(j, i);
      }
    }
  }
  return pixels;
}

Confluence CheckConfluence(
    std::uint64_t positive_pixels, std::uint32_t positive_cells,
    const std::vector<std::uint64_t>& single_cell_pixels) {
  Confluence check;
  check.single_cells = static_cast<std::uint32_t>(single_cell_pixels.size());
  if (check.single_cells < kLeastSingleCells) {
    check.not_computed = "fewer than 10 positive cells stand alone";
    return check;
  }
  const std::uint64_t sum = std::accumulate(
      single_cell_pixels.begin(), single_cell_pixels.end(), std::uint64_t{0});
  if (sum == 0) {
    check.not_computed = "the cells that stand alone have no positive pixel";
    return check;
  }
  const double mean = static_cast<double>(sum) / check.single_cells;
  check.cells_by_area = static_cast<double>(positive_pixels) / mean;
  check.differs_percent = (check.cells_by_area / positive_cells - 1.0) * 100.0;
  check.flagged = std::abs(check.differs_percent) > kMostDifferencePercent;
  return check;
}

}  // namespace cellquant::core
