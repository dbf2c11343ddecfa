#include "core/tissue/meshwork.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <vector>

#include "core/cells/cell.h"
#include "core/phantom/cells.h"
#include "core/phantom/marker_pattern.h"
#include "core/phantom/phantom.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

const WorkingGrid kGrid = *WorkingGrid::Make({0.5, 0.5});  // blocks of 4 px
constexpr double kBlockUm = 2.0;

BlockRuns AllOf(const BlockMap& map) {
  BlockRuns runs;
  for (int y = 0; y < map.dab_sum.rows; ++y) {
    runs.push_back({y, 0, map.dab_sum.cols});
  }
  return runs;
}

BlockMap Empty(int rows, int columns) {
  return EmptyBlockMap({{0, 0, columns * kBlockPx, rows * kBlockPx}});
}

unsigned short SumOf(double density) {
  return static_cast<unsigned short>(density * kPixelsPerBlock / kDabSumStep);
}

std::int64_t AreaOf(const BlockPieces& pieces) { return CountOf(pieces.runs); }

TEST(Meshwork, IsWhereTheMeanReachesTheLowDensityAndSomewhereTheHighOne) {
  BlockMap map = Empty(400, 200);
  map.dab_sum(cv::Rect(20, 20, 60, 60)) = SumOf(0.24);
  map.dab_sum(cv::Rect(20, 280, 60, 60)) = SumOf(0.24);  // in another band
  map.dab_sum(cv::Rect(40, 300, 15, 15)) = SumOf(0.35);
  MeshworkRule rule;
  rule.high = OpticalDensity(0.27);
  const BlockPieces found = FindMeshwork(map, kGrid, {AllOf(map)}, {}, rule);
  ASSERT_EQ(found.count, 1);
  EXPECT_GT(found.runs.front().row, 270);
  EXPECT_NEAR(static_cast<double>(AreaOf(found)), 60.0 * 60.0, 4.0 * 60.0);
}

TEST(Meshwork, APieceBelowTheSmallestAreaIsNone) {
  BlockMap map = Empty(100, 100);
  map.dab_sum(cv::Rect(30, 30, 32, 32)) = SumOf(0.3);  // 64 x 64 um
  EXPECT_EQ(FindMeshwork(map, kGrid, {AllOf(map)}, {}, {}).count, 0);
  map.dab_sum(cv::Rect(30, 30, 40, 40)) = SumOf(0.3);
  EXPECT_EQ(FindMeshwork(map, kGrid, {AllOf(map)}, {}, {}).count, 1);
}

TEST(Meshwork, UnstainedNucleiAreHolesOfTheNetAndNotOfItsArea) {
  BlockMap map = Empty(100, 100);
  map.dab_sum(cv::Rect(20, 20, 60, 60)) = SumOf(0.4);
  for (int y = 22; y < 80; y += 5) {
    for (int x = 22; x < 80; x += 5) {
      map.dab_sum(cv::Rect(x, y, 3, 3)) = SumOf(0.03);  // nuclei of 6 um
    }
  }
  const BlockPieces found =
      FindMeshwork(map, kGrid, {AllOf(map)}, {}, MeshworkRule{});
  ASSERT_EQ(found.count, 1);
  EXPECT_EQ(found.runs.size(),
            static_cast<std::size_t>(found.runs.back().row -
                                     found.runs.front().row + 1));
}

// Rings with their cell's centroid: as brown as a meshwork on average.
TEST(Meshwork, AFieldOfPositiveCellsIsNone) {
  BlockMap map = Empty(150, 150);
  std::vector<Level0Point> cells;
  for (int y = 20; y < 120; y += 6) {
    for (int x = 20; x < 120; x += 6) {
      map.dab_sum(cv::Rect(x, y, 5, 5)) = SumOf(0.5);
      cells.push_back(BlockCenter(kGrid, x + 2, y + 2));
    }
  }
  EXPECT_EQ(FindMeshwork(map, kGrid, {AllOf(map)}, cells, {}).count, 0);
  EXPECT_EQ(FindMeshwork(map, kGrid, {AllOf(map)}, {}, {}).count, 1);
}

TEST(Meshwork, WhatLiesOutsideTheRegionsChangesNothing) {
  BlockMap map = Empty(100, 120);
  map.dab_sum(cv::Rect(20, 20, 80, 60)) = SumOf(0.3);
  BlockRuns left;
  for (int y = 0; y < 100; ++y) left.push_back({y, 0, 60});
  const BlockPieces found = FindMeshwork(map, kGrid, {left}, {}, {});
  ASSERT_EQ(found.count, 1);
  for (const BlockRun& run : found.runs) EXPECT_LE(run.end, 65);
  map.dab_sum(cv::Rect(60, 0, 60, 100)) = SumOf(1.0);
  EXPECT_EQ(FindMeshwork(map, kGrid, {left}, {}, {}).runs, found.runs);
}

TEST(Meshwork, AScoreIsTheNumberOfLimitsReached) {
  MeshworkRule rule;
  rule.score_limits_percent = {5.0, 20.0, 50.0};
  EXPECT_EQ(ProposedScore(0.0, rule), 0);
  EXPECT_EQ(ProposedScore(4.9, rule), 0);
  EXPECT_EQ(ProposedScore(5.0, rule), 1);
  EXPECT_EQ(ProposedScore(49.0, rule), 2);
  EXPECT_EQ(ProposedScore(100.0, rule), 3);
}

// A drawn node of 1.0 x 0.75 mm, in pixels of 0.5 um.
struct DrawnNode {
  explicit DrawnNode(PhantomPreset preset, PhantomMarker marker)
      : scene([&] {
          PhantomOptions options;
          options.preset = preset;
          options.marker = marker;
          options.size_px = {2000, 1500};
          options.mpp = 0.5;
          options.seed = 3;
          return options;
        }()) {
    const WorkingRect all{0, 0, 2000, 1500};
    const cv::Mat3b rgb = Render(scene, {0, 0, 2000, 1500});
    const StainPlanes planes =
        SeparateStains(ToOpticalDensity(rgb, {243, 243, 243}), {});
    map = SumBlocks(planes.dab, all, all, OpticalDensity(0.2));
    for (const PhantomCell& cell : CellsIn(scene, {0, 0, 1000, 750})) {
      if (StainOf(scene.options(), cell).classification ==
          CellClass::kPositive) {
        positives.push_back({cell.nucleus.x / 0.5, cell.nucleus.y / 0.5});
      }
    }
  }

  BlockPieces Found() const {
    return FindMeshwork(map, kGrid, {AllOf(map)}, positives, {});
  }

  // Fibres and haze of full density absorb 0.26 on average, so the low
  // threshold is reached where the density is 0.12 / 0.26.
  bool IsMeshwork(int column, int row) const {
    return scene.MeshworkAt(
               {(column + 0.5) * kBlockUm, (row + 0.5) * kBlockUm}) >= 0.46;
  }

  PhantomScene scene;
  BlockMap map;
  std::vector<Level0Point> positives;
};

TEST(Meshwork, OfADrawnNodeHasTheAreaThatWasDrawn) {
  const DrawnNode node(PhantomPreset::kBefore, PhantomMarker::kCd23);
  double drawn = 0.0;
  for (int y = 0; y < node.map.dab_sum.rows; ++y) {
    for (int x = 0; x < node.map.dab_sum.cols; ++x) {
      drawn += node.IsMeshwork(x, y) ? 1.0 : 0.0;
    }
  }
  const BlockPieces found = node.Found();
  EXPECT_EQ(found.count, 4);  // one for each follicle
  EXPECT_NEAR(static_cast<double>(AreaOf(found)), drawn, 0.05 * drawn);
  double right = 0.0;
  for (const BlockRun& run : found.runs) {
    for (int x = run.begin; x < run.end; ++x) {
      right += node.IsMeshwork(x, run.row) ? 1.0 : 0.0;
    }
  }
  EXPECT_GT(right, 0.9 * drawn);
}

TEST(Meshwork, ANodeWithoutOneHasNone) {
  const DrawnNode after(PhantomPreset::kAfter, PhantomMarker::kCd23);
  EXPECT_GT(after.positives.size(), 20U);
  EXPECT_EQ(after.Found().count, 0);
}

TEST(Meshwork, FolliclesFullOfRingedCellsHaveNone) {
  const DrawnNode sheets(PhantomPreset::kBefore, PhantomMarker::kCd20);
  EXPECT_GT(sheets.positives.size(), 1000U);
  EXPECT_EQ(sheets.Found().count, 0);
}

}  // namespace
}  // namespace cellquant::core
