#include "core/tissue/block_pieces.h"

#include <gtest/gtest.h>

#include "tests/tissue/drawn_mask.h"

namespace cellquant::core {
namespace {

BlockPieces Drawn(const std::vector<std::string>& rows) {
  return PiecesOf(RunsOf(DrawnMask(rows)));
}

const std::vector<std::string> kFour = {"##.#.##",  //
                                        ".##...#",  //
                                        "#...###"};

TEST(BlockPieces, TouchAtEdgesAndNotAtCorners) {
  const BlockPieces pieces = Drawn(kFour);
  EXPECT_EQ(pieces.count, 4);
  EXPECT_EQ(pieces.piece, (std::vector<int>{0, 1, 2, 0, 2, 3, 2}));
  EXPECT_EQ(SizesOf(pieces), (std::vector<std::int64_t>{4, 1, 6, 1}));
}

TEST(BlockPieces, ArmsThatMeetBelowAreOnePiece) {
  EXPECT_EQ(Drawn({"#.#.#",  //
                   "#.#.#",  //
                   "#####"})
                .count,
            1);
}

TEST(BlockPieces, WhatIsKeptIsCountedAnew) {
  const BlockPieces kept = Kept(Drawn(kFour), {false, true, true, false});
  EXPECT_EQ(kept.count, 2);
  EXPECT_EQ(SizesOf(kept), (std::vector<std::int64_t>{1, 6}));
  EXPECT_EQ(RunsByPiece(kept)[0], (BlockRuns{{0, 3, 4}}));
}

TEST(BlockPieces, ASpanMeetsOnlyItsOwnBlocks) {
  const auto shares = SharesIn(Drawn(kFour), {0, 1, 6});
  ASSERT_EQ(shares.size(), 3U);
  EXPECT_EQ(shares[0].end - shares[0].begin, 1);
  EXPECT_EQ(shares[2].piece, 2);
  EXPECT_EQ(shares[2].begin, 5);
  EXPECT_EQ(shares[2].end, 6);
  EXPECT_TRUE(SharesIn(Drawn(kFour), {1, 3, 6}).empty());
}

TEST(BlockPieces, ARegionHoldsPartsOfPieces) {
  const BlockRuns region = {{0, 0, 2}, {1, 2, 7}, {2, 5, 6}};
  EXPECT_EQ(SizesWithin(Drawn(kFour), region),
            (std::vector<std::int64_t>{3, 0, 2, 0}));
}

}  // namespace
}  // namespace cellquant::core
