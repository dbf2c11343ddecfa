#include "core/regions/confluence.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

constexpr MicronsPerPixel kMpp{0.5, 0.5};

TEST(StandAlone, IsWhoHasNoNeighborWithinTheDistance) {
  // 30 level-0 pixels are 15 um; rows of the search are 15 um high.
  const std::vector<Level0Point> points = {{100, 29},  {100, 31},  {200, 100},
                                           {231, 100}, {300, 100}, {330, 100}};
  EXPECT_EQ(StandAlone(points, kMpp, Micrometers(15.0)),
            (std::vector<bool>{false, false, true, true, false, false}));
}

TEST(StandAlone, TwoAtOnePlaceAreNotAlone) {
  EXPECT_EQ(StandAlone({{5, 5}, {5, 5}}, kMpp, Micrometers(15.0)),
            (std::vector<bool>{false, false}));
}

TEST(PositivePixelsNear, CountsTheBlocksWithinTheRadius) {
  const WorkingGrid grid = *WorkingGrid::Make(kMpp);
  BlockMap map = EmptyBlockMap({{40, 40, 80, 80}});
  map.positive = 1;
  const Level0Point center = BlockCenter(grid, 20, 20);
  EXPECT_EQ(PositivePixelsNear(map, grid, center, Micrometers(1.0)), 1U);
  EXPECT_EQ(PositivePixelsNear(map, grid, center, Micrometers(2.0)), 5U);
  EXPECT_EQ(PositivePixelsNear(map, grid, center, Micrometers(4.0)), 13U);
  // At the map's corner, what lies outside is not there.
  EXPECT_EQ(PositivePixelsNear(map, grid, BlockCenter(grid, 10, 10),
                               Micrometers(2.0)),
            3U);
}

TEST(Confluence, SingleCellsOnlyAgree) {
  const std::vector<std::uint64_t> single(10, 200);
  const Confluence check = CheckConfluence(2100, 10, single);
  EXPECT_TRUE(check.not_computed.empty());
  EXPECT_DOUBLE_EQ(check.cells_by_area, 10.5);
  EXPECT_NEAR(check.differs_percent, 5.0, 1e-12);
  EXPECT_FALSE(check.flagged);
}

TEST(Confluence, MoreOrLessStainThanCellsIsFlagged) {
  const std::vector<std::uint64_t> single(10, 200);
  EXPECT_FALSE(CheckConfluence(4580, 20, single).flagged);
  EXPECT_TRUE(CheckConfluence(4620, 20, single).flagged);
  EXPECT_TRUE(CheckConfluence(3380, 20, single).flagged);
}

TEST(Confluence, FewSingleCellsGiveNoNumberButAReason) {
  const Confluence few = CheckConfluence(9000, 50, {200, 210});
  EXPECT_EQ(few.single_cells, 2U);
  EXPECT_FALSE(few.not_computed.empty());
  EXPECT_FALSE(few.flagged);
  EXPECT_FALSE(CheckConfluence(0, 20, std::vector<std::uint64_t>(12, 0))
                   .not_computed.empty());
}

}  // namespace
}  // namespace cellquant::core
