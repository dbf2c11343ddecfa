#include "core/pipeline/measure_quality.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/pipeline/measure_blocks.h"
#include "core/tissue/block_flags.h"

namespace cellquant::core {
namespace {

constexpr int kSide = 200;            // blocks, of 2 um
constexpr double kBlockLevel0 = 4.0;  // level-0 pixels of 0.5 um per block

// A slide of sound tissue that is one region, and a cell wherever a test
// wants one.
class Quality : public ::testing::Test {
 protected:
  Quality() {
    blocks_.bounds = {0, 0, kSide, kSide};
    blocks_.dab_sum = cv::Mat1w(kSide, kSide, std::uint16_t{0});
    blocks_.positive = cv::Mat1b(kSide, kSide, std::uint8_t{0});
    blocks_.flags = cv::Mat1b(kSide, kSide, std::uint8_t{0});
    const double end = kSide * kBlockLevel0;
    Polygon square;
    square.exterior = {{0, 0}, {end, 0}, {end, end}, {0, end}};
    regions_ = {{"region-1", "", "", Normalized({square})}};
  }

  void Flag(const cv::Rect& blocks, BlockFlags flag) {
    blocks_.flags(blocks) = flag;
  }

  void AddCell(int column, int row, CellClass classification,
               std::optional<double> share = std::nullopt) {
    CountedCell counted;
    counted.cell.centroid = {(column + 0.5) * kBlockLevel0,
                             (row + 0.5) * kBlockLevel0};
    counted.cell.classification = classification;
    counted.cell.class_share = share;
    counted.regions = {0};
    cells_.push_back(counted);
  }

  QualityResult Measure() const { return MeasureAs({}); }

  QualityResult MeasureAs(const std::vector<RegionIndices>& classes) const {
    const MicronsPerPixel mpp{0.5, 0.5};
    const WorkingGrid grid = *WorkingGrid::Make(mpp);
    const auto runs = BlocksOfRegions(regions_, blocks_.bounds, grid);
    AreaContext context{regions_, runs, grid, mpp, {kSide * 4, kSide * 4},
                        protocol_};
    std::vector<RegionClass> named;
    for (const RegionIndices& members : classes) {
      named.push_back(
          {"class", false, members, *UnionOf(members, {regions_, {}}, mpp)});
    }
    context.classes = BlocksOfClasses(std::move(named), runs);
    auto result = MeasureQuality(context, blocks_, cells_);
    EXPECT_TRUE(result) << result.error().message;
    return *std::move(result);
  }

  Protocol protocol_;
  BlockMap blocks_;
  std::vector<Region> regions_;
  std::vector<CountedCell> cells_;
};

TEST_F(Quality, SoundTissueLosesNothing) {
  AddCell(10, 10, CellClass::kPositive, 0.9);
  const QualityResult result = Measure();
  EXPECT_DOUBLE_EQ(result.regions[0].area.value(), 0.16);
  EXPECT_EQ(result.regions[0].lost_percent, 0.0);
  EXPECT_TRUE(result.regions[0].artifacts.empty());
  EXPECT_TRUE(result.outlines.empty());
  EXPECT_TRUE(result.cells[0].cell.evaluable);
  EXPECT_EQ(result.cells[0].cell.artifact, "");
}

TEST_F(Quality, AFoldIsTakenOffTheAreaAndItsCellsKeepTheirClass) {
  Flag({40, 0, 40, kSide}, kFoldFlag);  // a fifth of the slide
  AddCell(60, 100, CellClass::kPositive, 0.9);
  AddCell(150, 100, CellClass::kPositive, 0.9);
  const QualityResult result = Measure();
  const EvaluableArea& evaluable = result.regions[0];
  // The patch grows by what the flag's window kept it back: 7 um, four blocks,
  // a side.
  EXPECT_NEAR(evaluable.area.value(), 0.76 * 0.16, 1e-9);
  EXPECT_NEAR(evaluable.lost_percent, 24.0, 1e-9);
  EXPECT_TRUE(evaluable.IsEvaluable());
  ASSERT_EQ(evaluable.artifacts.size(), 1U);
  EXPECT_EQ(evaluable.artifacts[0].kind, "fold");
  EXPECT_EQ(evaluable.artifacts[0].count, 1U);
  ASSERT_EQ(result.outlines.size(), 1U);
  EXPECT_FALSE(result.outlines[0].reason.empty());
  EXPECT_FALSE(result.cells[0].cell.evaluable);
  EXPECT_EQ(result.cells[0].cell.artifact, "fold");
  EXPECT_EQ(result.cells[0].cell.classification, CellClass::kPositive);
  EXPECT_TRUE(result.cells[1].cell.evaluable);
}

TEST_F(Quality, AClassOfOneRegionIsMeasuredAsTheRegion) {
  Flag({40, 0, 40, kSide}, kFoldFlag);
  const QualityResult result = MeasureAs({{0}});
  EXPECT_EQ(result.classes[0].evaluable.area, result.regions[0].area);
  EXPECT_EQ(result.classes[0].evaluable.lost_percent,
            result.regions[0].lost_percent);
  ASSERT_EQ(result.classes[0].evaluable.artifacts.size(), 1U);
  EXPECT_EQ(result.classes[0].evaluable.artifacts[0].count, 1U);
  double sum = 0.0;
  for (const CountBlock& block : result.classes[0].blocks) {
    sum += block.area.value();
  }
  EXPECT_NEAR(sum, result.regions[0].area.value(), 1e-12);
}

TEST_F(Quality, WhatTwoRegionsOfAClassShareIsLostOnce) {
  Flag({40, 0, 40, kSide}, kFoldFlag);
  regions_.push_back(regions_[0]);
  const QualityResult result = MeasureAs({{0, 1}});
  EXPECT_NEAR(result.classes[0].evaluable.area.value(), 0.76 * 0.16, 1e-9);
  EXPECT_NEAR(result.classes[0].evaluable.lost_percent, 24.0, 1e-9);
  EXPECT_EQ(result.classes[0].evaluable.artifacts[0].count, 1U);
}

TEST_F(Quality, MoreThanHalfLostIsNotEvaluable) {
  Flag({0, 0, 120, kSide}, kFoldFlag);
  EXPECT_FALSE(Measure().regions[0].IsEvaluable());
}

TEST_F(Quality, HolesAreNoTissueThatIsLost) {
  Flag({0, 0, 150, kSide}, kGlassFlag);
  const EvaluableArea evaluable = Measure().regions[0];
  EXPECT_TRUE(evaluable.IsEvaluable());
  EXPECT_LT(evaluable.lost_percent, 1.0);
  EXPECT_NEAR(evaluable.area.value(), 0.25 * 0.16, 0.02 * 0.16);
}

TEST_F(Quality, WhatIsBrownOnPigmentIsVetoed) {
  Flag({50, 50, 5, 5}, kBlackFlag);
  AddCell(52, 52, CellClass::kPositive, 0.4);
  AddCell(53, 53, CellClass::kEquivocal, 0.4);
  AddCell(51, 51, CellClass::kNegative, 0.0);
  const QualityResult result = Measure();
  for (int i : {0, 1}) {
    const Cell& cell = result.cells[static_cast<std::size_t>(i)].cell;
    EXPECT_EQ(cell.classification, CellClass::kNegative);
    EXPECT_EQ(cell.veto, CellVeto::kPigment);
    EXPECT_EQ(cell.artifact, "black_pigment");
  }
  EXPECT_EQ(result.cells[2].cell.veto, CellVeto::kNone);
  EXPECT_EQ(result.cells[2].cell.artifact, "black_pigment");
}

TEST_F(Quality, AClearlyStainedCellIsNoPigmentHoweverBlack) {
  Flag({50, 50, 5, 5}, kBlackFlag);
  Flag({100, 50, 5, 5}, kBlackFlag);
  AddCell(52, 52, CellClass::kPositive, 0.7);
  AddCell(102, 52, CellClass::kPositive);  // of a detector without classes
  const QualityResult result = Measure();
  for (const CountedCell& counted : result.cells) {
    EXPECT_EQ(counted.cell.classification, CellClass::kPositive);
    EXPECT_EQ(counted.cell.artifact, "");
    EXPECT_TRUE(counted.cell.evaluable);
  }
  EXPECT_EQ(result.regions[0].lost_percent, 0.0);
  EXPECT_TRUE(result.outlines.empty());
}

}  // namespace
}  // namespace cellquant::core
