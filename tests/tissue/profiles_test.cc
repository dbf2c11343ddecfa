#include "core/tissue/profiles.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "tests/tissue/drawn_mask.h"

namespace cellquant::core {
namespace {

const WorkingGrid kGrid = *WorkingGrid::Make({0.5, 0.5});  // blocks of 4 px
constexpr BlockRect kBounds{10, 20, 12, 6};

// '#' is a block with 8 of 16 positive pixels, '.' one with 7.
BlockMap Map(const std::vector<std::string>& rows) {
  const cv::Mat1b mask = DrawnMask(rows);
  BlockMap map{kBounds, cv::Mat1w::zeros(mask.size()), mask.clone(),
               cv::Mat1b::zeros(mask.size())};
  for (uchar& positive : map.positive) positive = positive == 0 ? 7 : 8;
  return map;
}

const BlockRuns kAll = {{0, 0, 12}, {1, 0, 12}, {2, 0, 12},
                        {3, 0, 12}, {4, 0, 12}, {5, 0, 12}};

const BlockMap kTwo = Map({"............",  //
                           ".###....###.",  //
                           ".####...###.",  //
                           "............",  //
                           "..##........",  //
                           "............"});

// The middle of a block of the drawing, in level-0 pixels.
Level0Point At(int column, int row) {
  return BlockCenter(kGrid, kBounds.x + column, kBounds.y + row);
}

TEST(Profiles, PiecesWithoutANucleusArePieces) {
  const BlockPieces found =
      FindAnucleateProfiles(kTwo, kGrid, {kAll}, {At(9, 2)}, {});
  ASSERT_EQ(found.count, 1);
  EXPECT_EQ(SizesOf(found)[0], 7);
}

TEST(Profiles, SmallPiecesAreNone) {
  ProfileRule rule;
  rule.smallest = SquareMicrometers(24.0);
  EXPECT_EQ(FindAnucleateProfiles(kTwo, kGrid, {kAll}, {}, rule).count, 2);
  rule.smallest = SquareMicrometers(24.1);
  EXPECT_EQ(FindAnucleateProfiles(kTwo, kGrid, {kAll}, {}, rule).count, 1);
}

TEST(Profiles, ANucleusOwnsWhatIsWithinItsReach) {
  ProfileRule rule;
  rule.smallest = SquareMicrometers(1.0);
  const auto count = [&](Level0Point nucleus) {
    return FindAnucleateProfiles(kTwo, kGrid, {kAll}, {nucleus}, rule).count;
  };
  EXPECT_EQ(count(At(6, 2)), 1);  // 4 um from both of the upper two
  EXPECT_EQ(count(At(6, 1)), 2);  // to the left 4.5 um, to the right 4 um
  EXPECT_EQ(count(At(3, 5)), 2);  // 2 um below the lowest
  EXPECT_EQ(count(At(11, 5)), 3);
}

TEST(Profiles, OnlyRegionsAreLookedAtAndEachBlockOnce) {
  const BlockRuns left = {{1, 0, 6}, {2, 0, 6}};
  const BlockPieces found =
      FindAnucleateProfiles(kTwo, kGrid, {left, left}, {}, {});
  ASSERT_EQ(found.count, 1);
  EXPECT_EQ(SizesOf(found)[0], 7);
}

TEST(Profiles, TheCenterIsTheMeanOfTheBlocks) {
  const BlockPieces found = FindAnucleateProfiles(
      kTwo, kGrid, {kAll}, {At(2, 1)}, {.smallest = SquareMicrometers(24.0)});
  const auto centers = CentersOf(found, kBounds, kGrid);
  ASSERT_EQ(centers.size(), 1U);
  EXPECT_DOUBLE_EQ(centers[0].x, At(9, 0).x);
  EXPECT_DOUBLE_EQ(centers[0].y, (At(0, 1).y + At(0, 2).y) / 2.0);
}

}  // namespace
}  // namespace cellquant::core
