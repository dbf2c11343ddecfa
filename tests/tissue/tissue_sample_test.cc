#include "core/tissue/tissue_sample.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <set>

namespace cellquant::core {
namespace {

const cv::Vec3b kGlass(240, 240, 240);
const cv::Vec3b kStained(190, 150, 180);
constexpr WhitePoint kWhite{240, 240, 240};

// 0.5 um a pixel, 8 of them to an overview pixel.
constexpr Size kSlide{8000, 8000};

Overview Picture(const cv::Vec3b& color) {
  return {cv::Mat3b(1000, 1000, color), 8.0, {4.0, 4.0}};
}

WorkingGrid Grid() { return WorkingGrid::Make({0.5, 0.5}).value(); }

TEST(TissueSample, AtMostTwoHundredSquaresSpreadOverTheTissue) {
  const auto tiles = SampleTiles(Picture(kStained), kWhite, Grid(), kSlide);
  ASSERT_EQ(tiles.size(), 200U);
  std::set<std::pair<std::int64_t, std::int64_t>> quarters;
  for (const WorkingRect& tile : tiles) {
    EXPECT_EQ(tile.x % 128, 0);
    EXPECT_EQ(tile.y % 128, 0);
    quarters.insert({tile.x / 4000, tile.y / 4000});
  }
  EXPECT_EQ(quarters.size(), 4U);
}

TEST(TissueSample, AnotherRuleTakesOtherSquares) {
  Overview overview = Picture(kGlass);
  overview.rgb(cv::Rect(0, 0, 1000, 500)) = kStained;
  const SampleRule rule{.side_px = 256, .most = 64, .least_tissue = 0.125};
  const Size slide{7936, 7936};  // 31 whole squares a side
  const auto tiles = SampleTiles(overview, kWhite, Grid(), slide, rule);
  EXPECT_EQ(tiles.size(), 64U);
  for (const WorkingRect& tile : tiles) {
    EXPECT_EQ(tile.width, 256);
    EXPECT_EQ(tile.height, 256);
    EXPECT_LT(tile.y, 4000);
  }
  EXPECT_EQ(tiles, SampleTiles(overview, kWhite, Grid(), slide, rule));
}

TEST(TissueSample, SquaresLieOnTissue) {
  Overview overview = Picture(kGlass);
  overview.rgb(cv::Rect(160, 320, 160, 80)) = kStained;
  const auto tiles = SampleTiles(overview, kWhite, Grid(), kSlide);
  EXPECT_EQ(tiles.size(), 50U);  // 10 x 5 squares of 16 overview pixels
  for (const WorkingRect& tile : tiles) {
    EXPECT_GE(tile.x, 160 * 8);
    EXPECT_LE(tile.right(), 320 * 8);
    EXPECT_GE(tile.y, 320 * 8);
    EXPECT_LE(tile.bottom(), 400 * 8);
  }
}

TEST(TissueSample, GlassHasNone) {
  EXPECT_TRUE(SampleTiles(Picture(kGlass), kWhite, Grid(), kSlide).empty());
}

TEST(TissueSample, SquaresEndAtTheSlidesEdge) {
  const Overview overview{cv::Mat3b(20, 10, kStained), 8.0, {4.0, 4.0}};
  const auto tiles = SampleTiles(overview, kWhite, Grid(), {80, 160});
  ASSERT_EQ(tiles.size(), 2U);
  EXPECT_EQ(tiles[0], (WorkingRect{0, 0, 80, 128}));
  EXPECT_EQ(tiles[1], (WorkingRect{0, 128, 80, 32}));
}

}  // namespace
}  // namespace cellquant::core
