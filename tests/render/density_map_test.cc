#include "core/render/density_map.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/regions/region_index.h"

namespace cellquant::core {
namespace {

constexpr MicronsPerPixel kMpp{0.5, 0.5};  // blocks of 100 um have 200 px

Region Rectangle(double left, double top, double right, double bottom) {
  return {"r",
          "",
          "",
          {{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, {}}}};
}

Cell Positive(double x, double y) {
  Cell cell;
  cell.centroid = {x, y};
  cell.classification = CellClass::kPositive;
  return cell;
}

TEST(DensityMap, ADensityIsCellsOverTheAreaInTheRegions) {
  // A block and a half: 0.01 and 0.005 mm2.
  const auto map = MapDensity({Rectangle(0, 0, 300, 200)},
                              {Positive(10, 10), Positive(250, 10)}, kMpp);
  ASSERT_TRUE(map) << map.error().message;
  ASSERT_EQ(map->blocks.size(), 2U);
  EXPECT_DOUBLE_EQ(DensityOf(map->blocks[0]).value(), 100.0);
  EXPECT_DOUBLE_EQ(DensityOf(map->blocks[1]).value(), 200.0);
  EXPECT_DOUBLE_EQ(HighestDensity(*map).value(), 200.0);
  EXPECT_TRUE(map->left_out.empty());
}

TEST(DensityMap, EveryCellAndAllAreaOfTheRegionsIsInOneBlock) {
  const std::vector<Region> regions = {
      {"a", "", "", {{{{13, 7}, {977, 41}, {640, 903}, {55, 500}}, {}}}},
      Rectangle(500, 100, 1500, 333)};  // overlaps the first
  std::vector<Cell> cells;
  std::size_t within = 0;
  for (int y = 0; y < 1000; y += 20) {
    for (int x = 0; x < 1600; x += 20) cells.push_back(Positive(x, y));
  }
  const auto map = MapDensity(regions, cells, kMpp);
  ASSERT_TRUE(map) << map.error().message;
  double counted = 0.0;
  double area = 0.0;
  for (const auto* blocks : {&map->blocks, &map->left_out}) {
    for (const CountBlock& block : *blocks) {
      counted += DensityOf(block).value() * block.area.value();
      area += block.area.value();
    }
  }
  const RegionIndex index(regions);
  for (const Cell& cell : cells) {
    within += index.RegionsAt(cell.centroid).empty() ? 0 : 1;
  }
  EXPECT_GT(within, 1000U);
  EXPECT_NEAR(counted, static_cast<double>(within), 1e-6);
  EXPECT_NEAR(area, Area(map->shape, kMpp).value(), 1e-9);
  EXPECT_FALSE(map->left_out.empty());
}

TEST(DensityMap, ACellOnALineBelongsToTheBlockRightOfIt) {
  const auto map =
      MapDensity({Rectangle(0, 0, 400, 400)}, {Positive(200, 200)}, kMpp);
  ASSERT_TRUE(map);
  ASSERT_EQ(map->blocks.size(), 4U);
  for (const CountBlock& block : map->blocks) {
    EXPECT_EQ(block.count, block.i == 1 && block.j == 1 ? 1U : 0U);
  }
}

TEST(DensityMap, OnlyTheClassThatWasAskedForCounts) {
  const std::vector<Cell> cells = {Positive(5, 5)};
  const auto map = MapDensity({Rectangle(0, 0, 200, 200)}, cells, kMpp,
                              {CellClass::kNegative});
  ASSERT_TRUE(map);
  EXPECT_EQ(HighestDensity(*map).value(), 0.0);
}

TEST(DensityMap, ABlockWithLessThanATenthInTheRegionsIsLeftOut) {
  const auto map =
      MapDensity({Rectangle(0, 0, 219, 200)}, {Positive(210, 5)}, kMpp);
  ASSERT_TRUE(map);
  EXPECT_EQ(map->blocks.size(), 1U);
  ASSERT_EQ(map->left_out.size(), 1U);
  EXPECT_EQ(map->left_out[0].count, 1U);
  EXPECT_EQ(HighestDensity(*map).value(), 0.0);
}

TEST(DensityMap, BlocksAreSquareOnTheSlideWhereItsPixelsAreNot) {
  const auto map = MapDensity({Rectangle(0, 0, 400, 400)}, {}, {0.25, 0.5});
  ASSERT_TRUE(map);
  EXPECT_EQ(map->blocks.size(), 2U);
  EXPECT_DOUBLE_EQ(map->blocks[0].area.value(), 0.01);
}

TEST(DensityMap, WhatCannotBeMappedIsRefused) {
  EXPECT_EQ(MapDensity({}, {}, kMpp).error().reason, ErrorReason::kNoRegions);
  const std::vector<Region> small = {Rectangle(0, 0, 9, 9)};
  for (const double side :
       {0.0, 9.9, 10001.0, std::numeric_limits<double>::quiet_NaN()}) {
    const auto map =
        MapDensity(small, {}, kMpp, {CellClass::kPositive, Micrometers(side)});
    ASSERT_FALSE(map) << side;
    EXPECT_EQ(map.error().reason, ErrorReason::kInvalidArgument);
  }
  EXPECT_FALSE(MapDensity({Rectangle(0, 0, 1e6, 1e6)}, {}, kMpp,
                          {CellClass::kPositive, Micrometers(10.0)}));
}

}  // namespace
}  // namespace cellquant::core
