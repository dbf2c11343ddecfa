#include "core/tissue/block_patches.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

cv::Mat1b Rectangle(const cv::Rect& where) {
  cv::Mat1b mask(60, 80, std::uint8_t{0});
  mask(where) = std::uint8_t{255};
  return mask;
}

TEST(BlockPatches, ABlockGrowsToAnOctagonOfTheRadius) {
  const cv::Mat1b grown = Grown(Rectangle({40, 30, 1, 1}), 10);
  EXPECT_NE(grown(30, 50), 0);
  EXPECT_EQ(grown(30, 51), 0);
  EXPECT_NE(grown(37, 47), 0);  // 9.9 along the diagonal
  EXPECT_EQ(grown(38, 48), 0);  // 11.3
}

TEST(BlockPatches, ClosingFillsGapsUpToTwiceTheRadius) {
  cv::Mat1b mask = Rectangle({20, 20, 40, 20});
  mask(cv::Rect(38, 20, 4, 20)) = std::uint8_t{0};
  EXPECT_NE(Closed(mask, 2)(30, 40), 0);
  EXPECT_EQ(Closed(mask, 1)(30, 40), 0);
}

TEST(BlockPatches, OpeningDropsWhatIsNarrowAndKeepsWhatTheEdgeCutsOff) {
  EXPECT_EQ(cv::countNonZero(Opened(Rectangle({20, 20, 40, 4}), 2)), 0);
  EXPECT_GT(cv::countNonZero(Opened(Rectangle({20, 20, 40, 5}), 2)), 180);
  EXPECT_GT(cv::countNonZero(Opened(Rectangle({0, 0, 80, 3}), 2)), 200);
}

TEST(BlockPatches, PatchesMeetingAtACornerAreTwo) {
  cv::Mat1b mask = Rectangle({10, 10, 5, 5});
  mask(cv::Rect(15, 15, 3, 2)) = std::uint8_t{255};
  const auto patches = PatchesOf(mask);
  ASSERT_EQ(patches.size(), 2U);
  EXPECT_EQ(patches[0].box, cv::Rect(10, 10, 5, 5));
  EXPECT_EQ(patches[1].box, cv::Rect(15, 15, 3, 2));
}

TEST(BlockPatches, LongMeansTheDiagonalOfTheBox) {
  const cv::Mat1b mask = Rectangle({10, 10, 30, 40});
  EXPECT_EQ(cv::countNonZero(KeepLong(mask, 50)), 30 * 40);
  EXPECT_EQ(cv::countNonZero(KeepLong(mask, 51)), 0);
}

}  // namespace
}  // namespace cellquant::core
