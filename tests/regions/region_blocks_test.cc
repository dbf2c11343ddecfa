#include "core/regions/region_blocks.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cellquant::core {
namespace {

constexpr MicronsPerPixel kMpp{0.5, 0.25};  // a block is 2000 x 4000 px
constexpr Micrometers kSide{1000.0};

MultiPolygon Rectangle(double left, double top, double right, double bottom) {
  return {{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, {}}};
}

TEST(RegionBlocks, HaveTheAreaAndTheCellsOfTheRegionInThem) {
  const std::vector<CountBlock> blocks =
      BlocksOf(Rectangle(1000, 4000, 3000, 6000),
               {{1999.9, 4000}, {2000, 4000}, {2500, 5999}}, kMpp, kSide);
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].i, 0);
  EXPECT_EQ(blocks[0].j, 1);
  EXPECT_EQ(blocks[0].count, 1U);
  EXPECT_DOUBLE_EQ(blocks[0].area.value(), 0.25);
  EXPECT_EQ(blocks[1].i, 1);
  EXPECT_EQ(blocks[1].count, 2U);
  EXPECT_DOUBLE_EQ(blocks[1].area.value(), 0.25);
}

TEST(RegionBlocks, OfARegionWithinOneBlockAreThatBlock) {
  const auto blocks = BlocksOf(Rectangle(10, 10, 20, 20), {}, kMpp, kSide);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_NEAR(blocks[0].area.value(), 100 * 0.125 / 1e6, 1e-18);
}

TEST(RegionBlocks, ABlockThatIsOnlyTouchedIsNoBlock) {
  const auto blocks =
      BlocksOf(Rectangle(2000, 4000, 4000, 8000), {}, kMpp, kSide);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].i, 1);
  EXPECT_EQ(blocks[0].j, 1);
  EXPECT_DOUBLE_EQ(blocks[0].area.value(), 1.0);
}

TEST(RegionBlocks, OfAPartitionAddUpToTheWhole) {
  const MultiPolygon whole = Rectangle(301, 777, 15'003, 22'222);
  // Cut by a slanted line.
  const std::vector<MultiPolygon> parts = {
      {{{{301, 777}, {9000, 777}, {5000, 22'222}, {301, 22'222}}, {}}},
      {{{{9000, 777}, {15'003, 777}, {15'003, 22'222}, {5000, 22'222}}, {}}}};
  const auto blocks = BlocksOf(whole, {}, kMpp, kSide);
  double sum = 0.0;
  for (const CountBlock& block : blocks) {
    double of_parts = 0.0;
    for (const MultiPolygon& part : parts) {
      for (const CountBlock& piece : BlocksOf(part, {}, kMpp, kSide)) {
        const bool same = piece.i == block.i && piece.j == block.j;
        of_parts += same ? piece.area.value() : 0.0;
      }
    }
    EXPECT_NEAR(of_parts, block.area.value(), 1e-12);
    sum += block.area.value();
  }
  EXPECT_NEAR(sum, Area(whole, kMpp).value(), 1e-11);
}

TEST(RegionBlocks, LoseNoCellInASliver) {
  // A spike into the next block, far thinner than a cell.
  const MultiPolygon spike = {
      {{{100, 100}, {2001, 100}, {2001, 100.0001}, {100, 300}}, {}}};
  const auto blocks = BlocksOf(spike, {{2000.5, 100.00001}}, kMpp, kSide);
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[1].count, 1U);
  EXPECT_GT(blocks[1].area.value(), 0.0);
}

}  // namespace
}  // namespace cellquant::core
