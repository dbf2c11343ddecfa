#include "core/cells/filters.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace cellquant::core {
namespace {

// (1 2 1) along a row, not divided.
void SmoothRow(const int* in, int width, int* out) {
  if (width == 1) {
    out[0] = 4 * in[0];
    return;
  }
  out[0] = 3 * in[0] + in[1];
  for (int x = 1; x + 1 < width; ++x)
    out[x] = in[x - 1] + 2 * in[x] + in[x + 1];
  out[width - 1] = in[width - 2] + 3 * in[width - 1];
}

void SmoothOnce(cv::Mat1i& image, cv::Mat1i& scratch) {
  const int width = image.cols;
  const int last = image.rows - 1;
  for (int y = 0; y <= last; ++y) SmoothRow(image[y], width, scratch[y]);
  for (int y = 0; y <= last; ++y) {
    const int* above = scratch[std::max(y - 1, 0)];
    const int* here = scratch[y];
    const int* below = scratch[std::min(y + 1, last)];
    int* out = image[y];
    for (int x = 0; x < width; ++x) {
      // The shift of a negative number rounds down in C++20, as wanted.
      out[x] = (above[x] + 2 * here[x] + below[x] + 8) >> 4;
    }
  }
}

// Sums of 2 radius + 1 neighbours along a row.
void BoxSumRow(const int* in, int width, int radius, int* out) {
  int sum = 0;
  for (int x = 0; x < std::min(radius, width); ++x) sum += in[x];
  for (int x = 0; x < width; ++x) {
    if (x + radius < width) sum += in[x + radius];
    if (x - radius - 1 >= 0) sum -= in[x - radius - 1];
    out[x] = sum;
  }
}

void AddRow(const int* in, int sign, std::vector<int>& columns) {
  for (std::size_t x = 0; x < columns.size(); ++x) columns[x] += sign * in[x];
}

// One of the steps of the distance: (dx, dy) away costs `cost`.
struct Step {
  int dx;
  int dy;
  int cost;
};

// The steps to pixels that come earlier in reading order; mirrored, later.
constexpr Step kSteps[] = {{-1, 0, 5},   {0, -1, 5},   {-1, -1, 7},
                           {1, -1, 7},   {-2, -1, 11}, {2, -1, 11},
                           {-1, -2, 11}, {1, -2, 11}};

// Lowers a pixel's distance to what its neighbours of one side allow.
void Relax(cv::Mat1i& distance, int x, int y, int sign) {
  int best = distance(y, x);
  for (const Step& step : kSteps) {
    const int nx = x + sign * step.dx;
    const int ny = y + sign * step.dy;
    if (nx < 0 || ny < 0 || nx >= distance.cols || ny >= distance.rows)
      continue;
    best = std::min(best, distance(ny, nx) + step.cost);
  }
  distance(y, x) = best;
}

}  // namespace

cv::Mat1i Smooth(const cv::Mat1i& image, int passes) {
  cv::Mat1i smoothed = image.clone();
  cv::Mat1i scratch(image.size());
  for (int pass = 0; pass < passes; ++pass) SmoothOnce(smoothed, scratch);
  return smoothed;
}

cv::Mat1i BoxSum(const cv::Mat1i& image, int radius) {
  cv::Mat1i sums(image.size());
  std::vector<int> columns(static_cast<std::size_t>(image.cols), 0);
  for (int y = 0; y < std::min(radius, image.rows); ++y) {
    AddRow(image[y], 1, columns);
  }
  for (int y = 0; y < image.rows; ++y) {
    if (y + radius < image.rows) AddRow(image[y + radius], 1, columns);
    if (y - radius - 1 >= 0) AddRow(image[y - radius - 1], -1, columns);
    BoxSumRow(columns.data(), image.cols, radius, sums[y]);
  }
  return sums;
}

cv::Mat1i ChamferDistance(const cv::Mat1b& mask, int cap) {
  cv::Mat1i distance(mask.size(), 0);
  distance.setTo(cap, mask);
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      if (mask(y, x) != 0) Relax(distance, x, y, 1);
    }
  }
  for (int y = mask.rows - 1; y >= 0; --y) {
    for (int x = mask.cols - 1; x >= 0; --x) {
      if (mask(y, x) != 0) Relax(distance, x, y, -1);
    }
  }
  return distance;
}

cv::Mat1b FillHoles(const cv::Mat1b& mask, const HoleLimits& limits) {
  cv::Mat1i pieces;
  cv::Mat1i stats;
  cv::Mat1d centroids;
  const int count = cv::connectedComponentsWithStats(mask == 0, pieces, stats,
                                                     centroids, 4, CV_32S);
  std::vector<std::uint8_t> is_hole(static_cast<std::size_t>(count), 1);
  for (int i = 1; i < count; ++i) {
    const int* piece = stats[i];
    is_hole[static_cast<std::size_t>(i)] =
        piece[cv::CC_STAT_AREA] < limits.area_px &&
        piece[cv::CC_STAT_WIDTH] <= limits.side_px &&
        piece[cv::CC_STAT_HEIGHT] <= limits.side_px;
  }
  cv::Mat1b filled(mask.size());  // piece 0 is the mask itself
  for (int y = 0; y < mask.rows; ++y) {
    const int* piece = pieces[y];
    std::uint8_t* out = filled[y];
    for (int x = 0; x < mask.cols; ++x) {
      out[x] = is_hole[static_cast<std::size_t>(piece[x])];
    }
  }
  return filled;
}

}  // namespace cellquant::core
