#include "core/tissue/block_runs.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/geometry/membership.h"
#include "tests/tissue/drawn_mask.h"

namespace cellquant::core {
namespace {

const WorkingGrid kGrid = *WorkingGrid::Make({0.25, 0.25});  // blocks of 8 px
constexpr BlockRect kBounds{2, 3, 40, 30};

MultiPolygon Rectangle(double left, double top, double right, double bottom) {
  return {{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, {}}};
}

MultiPolygon Star() {
  Ring ring;
  for (int i = 0; i < 14; ++i) {
    const double r = i % 2 == 0 ? 110.0 : 45.0;
    ring.push_back(
        {170.0 + r * std::cos(0.45 * i), 150.0 + r * std::sin(0.45 * i)});
  }
  return {{ring, {Rectangle(160, 140, 190, 170)[0].exterior}}};
}

bool Holds(const BlockRuns& runs, int row, int column) {
  for (const BlockRun& run : runs) {
    if (run.row == row && column >= run.begin && column < run.end) return true;
  }
  return false;
}

TEST(BlockRuns, ABlockIsInARegionWhenItsCenterIs) {
  const Membership membership(Star());
  const BlockRuns runs = BlocksIn(Star(), kBounds, kGrid);
  EXPECT_GT(runs.size(), 30U);
  for (int y = 0; y < kBounds.height; ++y) {
    for (int x = 0; x < kBounds.width; ++x) {
      EXPECT_EQ(Holds(runs, y, x), membership.Contains(BlockCenter(
                                       kGrid, kBounds.x + x, kBounds.y + y)))
          << x << ", " << y;
    }
  }
}

TEST(BlockRuns, ThePartsOfAPartitionHoldEachBlockOnce) {
  // The cut runs through centers of blocks.
  const auto count = [](double left, double right) {
    return CountOf(BlocksIn(Rectangle(left, 30, right, 200), kBounds, kGrid));
  };
  EXPECT_EQ(count(30, 100) + count(100, 300), count(30, 300));
}

TEST(BlockRuns, ARegionWithoutACenterHasNoBlock) {
  EXPECT_TRUE(BlocksIn(Rectangle(81, 81, 83, 83), kBounds, kGrid).empty());
}

TEST(BlockRuns, AnOutlineIsInLevel0PixelsAndEndsAtTheSlidesEdge) {
  const BlockRuns runs = RunsOf(DrawnMask({"###",  //
                                           "#.#",  //
                                           "###"}));
  const auto outline = OutlineOf(runs, kBounds, kGrid, {36, 1000});
  ASSERT_TRUE(outline);
  ASSERT_EQ(outline->size(), 1U);
  EXPECT_EQ(outline->front().holes.size(), 1U);
  EXPECT_EQ(Bounds(*outline), (Level0Rect{16, 24, 20, 24}));
  EXPECT_DOUBLE_EQ(AreaPx2(*outline), 20 * 24 - 8 * 8);
}

}  // namespace
}  // namespace cellquant::core
