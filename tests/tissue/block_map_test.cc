#include "core/tissue/block_map.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

constexpr OpticalDensity kThreshold{0.25};

// A plane without two equal pixels near each other, in steps of 2^-10.
cv::Mat1f Plane(int rows, int columns) {
  cv::Mat1f plane(rows, columns);
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      plane(y, x) = static_cast<float>((x * 37 + y * 101) % 500) / 1024.0F;
    }
  }
  return plane;
}

TEST(BlockMap, SumsTheDabOfABlockAndCountsItsPositivePixels) {
  cv::Mat1f dab(4, 8, 0.0F);
  dab(0, 0) = 0.25F;             // at the threshold
  dab(3, 3) = 255.0F / 1024.0F;  // a step below it
  dab(1, 4) = 1.5F;
  const BlockMap map = SumBlocks(dab, {0, 0, 8, 4}, {0, 0, 8, 4}, kThreshold);
  ASSERT_EQ(map.bounds, (BlockRect{0, 0, 2, 1}));
  EXPECT_EQ(map.dab_sum(0, 0), 256 + 255);
  EXPECT_EQ(map.positive(0, 0), 1);
  EXPECT_EQ(map.dab_sum(0, 1), 1536);
  EXPECT_EQ(map.positive(0, 1), 1);
  EXPECT_EQ(map.flags(0, 0), 0);
}

TEST(BlockMap, ABlockDarkerThanTheSumHoldsIsFullAndNotEmpty) {
  const cv::Mat1f dab(4, 4, 4.5F);
  const BlockMap map = SumBlocks(dab, {0, 0, 4, 4}, {0, 0, 4, 4}, kThreshold);
  EXPECT_EQ(map.dab_sum(0, 0), 65535);
  EXPECT_EQ(map.positive(0, 0), 16);
}

TEST(BlockMap, ABlockHasOneValueHoweverTheSlideIsCut) {
  const cv::Mat1f dab = Plane(24, 32);
  const WorkingRect all{-8, 4, 32, 24};
  const BlockMap whole = SumBlocks(dab, all, all, kThreshold);
  const std::vector<WorkingRect> tiles = {
      {-8, 4, 12, 24}, {4, 4, 20, 8}, {4, 12, 20, 16}};
  BlockMap parts = EmptyBlockMap(tiles);
  ASSERT_EQ(parts.bounds, whole.bounds);
  for (const WorkingRect& tile : tiles) {
    PutBlocks(SumBlocks(dab, all, tile, kThreshold), parts);
  }
  EXPECT_EQ(cv::norm(parts.dab_sum, whole.dab_sum, cv::NORM_INF), 0.0);
  EXPECT_EQ(cv::norm(parts.positive, whole.positive, cv::NORM_INF), 0.0);
  EXPECT_GT(cv::countNonZero(whole.positive), 10);
}

TEST(BlockMap, WholeBlocksAreCountedFromTheSlidesOrigin) {
  EXPECT_EQ(WholeBlocks({-1, 4, 6, 5}), (WorkingRect{-4, 4, 12, 8}));
  EXPECT_EQ(BlocksOf({-1, 4, 6, 5}), (BlockRect{-1, 1, 3, 2}));
  EXPECT_EQ(WholeBlocks({8, 12, 4, 16}), (WorkingRect{8, 12, 4, 16}));
}

TEST(BlockMap, ACenterIsInTheMiddleOfItsPixels) {
  const WorkingGrid grid = *WorkingGrid::Make({0.25, 0.25});
  EXPECT_EQ(BlockCenter(grid, 3, 0), (Level0Point{28.0, 4.0}));
  EXPECT_DOUBLE_EQ(BlockArea(grid).value(), 4.0);
}

}  // namespace
}  // namespace cellquant::core
