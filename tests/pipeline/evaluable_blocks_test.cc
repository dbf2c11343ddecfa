#include "core/pipeline/evaluable_blocks.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/tissue/artifacts.h"

namespace cellquant::core {
namespace {

// 2 um blocks of 4 x 4 pixels of 0.5 um.
class EvaluableBlocksTest : public ::testing::Test {
 protected:
  std::vector<CountBlock> Blocks(const BlockRuns& runs, double total_mm2,
                                 double side_um) const {
    return EvaluableBlocks({runs, classes_, bounds_, grid_},
                           SquareMillimeters(total_mm2), Micrometers(side_um));
  }

  cv::Mat1b classes_ = cv::Mat1b(100, 100, std::uint8_t{0});
  BlockRect bounds_{-10, 20, 100, 100};
  WorkingGrid grid_ = *WorkingGrid::Make({0.5, 0.5});
};

TEST_F(EvaluableBlocksTest, ABlockOnALineOfTheLatticeIsCutByIt) {
  // Blocks -1 to 3 are -2 to 6 um; the lattice has lines at 0 and 5 um.
  const auto blocks = Blocks({{0, 9, 13}}, 16e-6, 5.0);
  const std::pair<std::int64_t, double> columns[] = {
      {-1, 2.0}, {0, 5.0}, {1, 1.0}};
  ASSERT_EQ(blocks.size(), std::size(columns));
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    EXPECT_EQ(blocks[k].i, columns[k].first);
    EXPECT_EQ(blocks[k].j, 8);  // 40 to 42 um down
    EXPECT_NEAR(blocks[k].area.value() * 1e6, 2.0 * columns[k].second, 1e-9);
  }
}

TEST_F(EvaluableBlocksTest, WhatIsLostIsInNoBlockAndTheRestAddsUp) {
  classes_(cv::Rect(0, 0, 100, 50)) =
      static_cast<unsigned char>(Evaluability::kFold);
  classes_(cv::Rect(40, 60, 10, 10)) =
      static_cast<unsigned char>(Evaluability::kErythrocytes);
  BlockRuns runs;
  for (int row = 0; row < 100; ++row) runs.push_back({row, 0, 100});
  double sum = 0.0;
  for (const CountBlock& block : Blocks(runs, 0.0201, 50.0)) {
    EXPECT_GE(block.j, 2);  // the fold ends at 140 um
    sum += block.area.value();
  }
  EXPECT_NEAR(sum, 0.0201, 1e-12);
}

TEST_F(EvaluableBlocksTest, NoSquareHoldsMoreThanItsArea) {
  // 100 blocks are 200 um; the outline is said to be a little larger.
  BlockRuns runs;
  for (int row = 0; row < 100; ++row) runs.push_back({row, 0, 100});
  constexpr double kSquare = 0.05 * 0.05;
  constexpr double kTotal = 0.04002;
  double sum = 0.0;
  int full = 0;
  for (const CountBlock& block : Blocks(runs, kTotal, 50.0)) {
    EXPECT_LE(block.area.value(), kSquare * (1.0 + 1e-12));
    if (block.area.value() > kSquare * 0.999) ++full;
    sum += block.area.value();
  }
  EXPECT_EQ(full, 9);
  EXPECT_NEAR(sum, kTotal, 1e-12);
}

TEST_F(EvaluableBlocksTest, WhatFullSquaresDoNotHoldLiesBesideThem) {
  // 75 blocks from 0 are 150 um: three squares and nothing more.
  BlockRuns runs;
  for (int row = 5; row < 80; ++row) runs.push_back({row, 10, 85});
  constexpr double kTotal = 9 * 0.05 * 0.05 * 1.001;
  const auto blocks = Blocks(runs, kTotal, 50.0);
  double sum = 0.0;
  for (const CountBlock& block : blocks) sum += block.area.value();
  EXPECT_EQ(blocks.size(), 10U);
  EXPECT_NEAR(sum, kTotal, 1e-12);
}

TEST_F(EvaluableBlocksTest, WithoutEvaluableTissueThereIsNoBlock) {
  classes_ = static_cast<unsigned char>(Evaluability::kHole);
  EXPECT_TRUE(Blocks({{3, 0, 100}}, 1.0, 50.0).empty());
  EXPECT_TRUE(Blocks({}, 1.0, 50.0).empty());
}

}  // namespace
}  // namespace cellquant::core
