#include "core/tissue/block_map.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

constexpr int kSide = static_cast<int>(kBlockPx);

struct BlockSum {
  float dab = 0.0F;
  int positive = 0;
};

BlockSum SumOf(const cv::Mat1f& dab, int left, int top, float threshold) {
  BlockSum sum;
  for (int dy = 0; dy < kSide; ++dy) {
    const float* row = dab[top + dy] + left;
    for (int dx = 0; dx < kSide; ++dx) {
      sum.dab += row[dx];
      sum.positive += row[dx] >= threshold ? 1 : 0;
    }
  }
  return sum;
}

cv::Rect PlaceOf(const BlockRect& part, const BlockRect& whole) {
  return {static_cast<int>(part.x - whole.x),
          static_cast<int>(part.y - whole.y), static_cast<int>(part.width),
          static_cast<int>(part.height)};
}

}  // namespace

BlockRect BlocksOf(const WorkingRect& rect) {
  const std::int64_t x = FloorDiv(rect.x, kBlockPx);
  const std::int64_t y = FloorDiv(rect.y, kBlockPx);
  return {x, y, FloorDiv(rect.right() + kBlockPx - 1, kBlockPx) - x,
          FloorDiv(rect.bottom() + kBlockPx - 1, kBlockPx) - y};
}

WorkingRect WholeBlocks(const WorkingRect& rect) {
  const BlockRect blocks = BlocksOf(rect);
  return {blocks.x * kBlockPx, blocks.y * kBlockPx, blocks.width * kBlockPx,
          blocks.height * kBlockPx};
}

SquareMicrometers BlockArea(const WorkingGrid& grid) {
  return SquareMicrometers(kPixelsPerBlock * grid.mpp().PixelArea().value());
}

BlockMap EmptyBlockMap(const std::vector<WorkingRect>& tiles) {
  const BlockRect first = BlocksOf(tiles.front());
  std::int64_t left = first.x;
  std::int64_t top = first.y;
  std::int64_t right = first.right();
  std::int64_t bottom = first.bottom();
  for (const WorkingRect& tile : tiles) {
    const BlockRect blocks = BlocksOf(tile);
    left = std::min(left, blocks.x);
    top = std::min(top, blocks.y);
    right = std::max(right, blocks.right());
    bottom = std::max(bottom, blocks.bottom());
  }
  const BlockRect bounds{left, top, right - left, bottom - top};
  const cv::Size size(static_cast<int>(bounds.width),
                      static_cast<int>(bounds.height));
  return {bounds, cv::Mat1w::zeros(size), cv::Mat1b::zeros(size),
          cv::Mat1b::zeros(size)};
}

BlockMap SumBlocks(const cv::Mat1f& dab, const WorkingRect& image,
                   const WorkingRect& core, OpticalDensity threshold) {
  BlockMap map = EmptyBlockMap({core});
  const auto limit = static_cast<float>(threshold.value());
  const int left = static_cast<int>(core.x - image.x);
  const int top = static_cast<int>(core.y - image.y);
  for (int y = 0; y < map.dab_sum.rows; ++y) {
    for (int x = 0; x < map.dab_sum.cols; ++x) {
      const BlockSum sum = SumOf(dab, left + x * kSide, top + y * kSide, limit);
      map.dab_sum(y, x) =
          cv::saturate_cast<ushort>(std::lround(double{sum.dab} / kDabSumStep));
      map.positive(y, x) = static_cast<uchar>(sum.positive);
    }
  }
  return map;
}

void PutBlocks(const BlockMap& part, BlockMap& whole) {
  const cv::Rect place = PlaceOf(part.bounds, whole.bounds);
  part.dab_sum.copyTo(whole.dab_sum(place));
  part.positive.copyTo(whole.positive(place));
  part.flags.copyTo(whole.flags(place));
}

}  // namespace cellquant::core
