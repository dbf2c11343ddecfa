#include "core/regions/report_numbers.h"

#include <gtest/gtest.h>

#include "core/regions/region_class.h"
#include "core/regions/region_index.h"

namespace cellquant::core {
namespace {

constexpr double kBlockPx = 2000.0;  // 1 mm in pixels of 0.5 um

MultiPolygon Rectangle(double left, double top, double right, double bottom) {
  return {{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, {}}};
}

// A drawn report: regions by rectangle, then cells that find their regions.
class Drawing {
 public:
  Drawing() { report_.pixel_size.mpp = {0.5, 0.5}; }

  // In mm.
  Drawing& AddRegion(const std::string& name, const std::string& classification,
                     double left, double top, double right, double bottom) {
    MultiPolygon shape = Rectangle(left * kBlockPx, top * kBlockPx,
                                   right * kBlockPx, bottom * kBlockPx);
    RegionReport region{
        name, name, classification, Area(shape, report_.pixel_size.mpp), 0,
        0,    ""};
    region.areas.evaluable.area = region.area;
    report_.regions.push_back(region);
    regions_.regions.push_back({name, name, classification, shape});
    return *this;
  }

  // `count` cells at one place, in mm.
  Drawing& AddCells(std::uint32_t count, double x, double y,
                    CellClass classification = CellClass::kPositive) {
    CountedCell cell;
    cell.cell.centroid = {x * kBlockPx, y * kBlockPx};
    cell.cell.classification = classification;
    cell.regions = RegionIndex(regions_.regions).RegionsAt(cell.cell.centroid);
    for (const std::uint32_t region : cell.regions) {
      report_.regions[region].cell_count += count;
      if (classification == CellClass::kPositive) {
        report_.regions[region].positive_cell_count += count;
        report_.regions[region].areas.evaluable.positive_cell_count += count;
      }
    }
    report_.cells.insert(report_.cells.end(), count, cell);
    return *this;
  }

  Protocol& protocol() { return report_.protocol; }
  SlideReport& report() { return report_; }
  const RegionSet& regions() const { return regions_; }

  Result<SlideReport> Numbers(const std::string& control = "") const {
    const auto classes = ClassesOf(regions_, control, report_.pixel_size.mpp);
    SlideReport report = report_;
    report.classes = CountClasses(
        *classes, std::vector<ClassAreas>(classes->size()), report);
    return WithNumbers(std::move(report), regions_, control);
  }

 private:
  SlideReport report_;
  RegionSet regions_;
};

TEST(ReportNumbers, TheBlockIntervalIsThatOfBlocksCutByHand) {
  Drawing drawing;
  // Half a block is missing on the right, and the block below is touched only.
  drawing.AddRegion("node", "", 0.0, 0.0, 5.5, 5.0);
  std::vector<CountBlock> blocks;
  for (int j = 0; j < 5; ++j) {
    for (int i = 0; i < 6; ++i) {
      const auto count = static_cast<std::uint32_t>((7 * i + 3 * j) % 23);
      drawing.AddCells(count, i + 0.25, j + 0.5);
      drawing.AddCells(3, i + 0.25, j + 0.5, CellClass::kNegative);
      blocks.push_back({i, j, count, SquareMillimeters(i == 5 ? 0.5 : 1.0)});
    }
  }
  const auto report = drawing.Numbers();
  ASSERT_TRUE(report) << report.error().message;
  const auto& found = report->regions[0].block_interval;
  const auto wanted = BlockBootstrap(blocks);
  ASSERT_TRUE(found && found->interval && wanted && wanted->interval);
  EXPECT_EQ(found->blocks, 30U);
  EXPECT_EQ(found->effective_blocks, wanted->effective_blocks);
  EXPECT_EQ(found->interval->low, wanted->interval->low);
  EXPECT_EQ(found->interval->high, wanted->interval->high);
  EXPECT_LT(found->interval->low, found->interval->high);
}

TEST(ReportNumbers, WithFewBlocksOrNoCellThereIsAReasonAndNoInterval) {
  Drawing drawing;
  drawing.AddRegion("small", "", 0.0, 0.0, 1.5, 1.0);
  drawing.AddRegion("empty", "", 2.0, 0.0, 12.0, 3.0);
  drawing.AddCells(9, 0.5, 0.5);
  const auto report = drawing.Numbers();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->regions[0].block_interval->interval);
  EXPECT_EQ(report->regions[0].block_interval->refused,
            "2 blocks, fewer than 20");
  EXPECT_FALSE(report->regions[1].block_interval->interval);
  EXPECT_EQ(report->regions[1].block_interval->refused, "no cell found");
}

TEST(ReportNumbers, TheUpperBoundDecidesWhetherARegionIsCleared) {
  Drawing drawing;
  drawing.protocol().cleared_below = CellsPerSquareMillimeter(1.0);
  drawing.AddRegion("large", "", 0.0, 0.0, 2.0, 2.0);
  drawing.AddRegion("small", "", 4.0, 0.0, 5.0, 2.0);
  drawing.AddRegion("one found", "", 6.0, 0.0, 8.0, 2.0);
  drawing.AddCells(1, 7.0, 1.0);
  const auto report = drawing.Numbers();
  ASSERT_TRUE(report) << report.error().message;
  const auto& regions = report->regions;
  EXPECT_NEAR(regions[0].claims->upper_bound.value(), 2.9957 / 4.0, 1e-4);
  EXPECT_EQ(regions[0].claims->below_clearing_limit, true);
  EXPECT_NEAR(regions[0].claims->area_to_claim->value(), 2.9957, 1e-4);
  EXPECT_EQ(regions[1].claims->below_clearing_limit, false);
  EXPECT_NEAR(regions[2].claims->upper_bound.value(), 4.7439 / 4.0, 1e-4);
  EXPECT_EQ(regions[2].claims->below_clearing_limit, false);
  EXPECT_NEAR(regions[2].claims->area_to_claim->value(), 4.7439, 1e-4);
}

TEST(ReportNumbers, ARecallBelowOneRaisesTheBound) {
  Drawing drawing;
  drawing.AddRegion("node", "", 0.0, 0.0, 2.0, 2.0);
  const double found_all =
      drawing.Numbers()->regions[0].claims->upper_bound.value();
  drawing.protocol().validated_recall = 0.5;
  const auto report = drawing.Numbers();
  EXPECT_EQ(report->regions[0].claims->upper_bound.value(), 2.0 * found_all);
  EXPECT_FALSE(report->regions[0].claims->below_clearing_limit);
}

TEST(ReportNumbers, NothingIsClaimedOfARegionOfASquareMicrometer) {
  Drawing drawing;
  drawing.AddRegion("dot", "", 0.0, 0.0, 0.0009, 0.001);
  const auto report = drawing.Numbers();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->regions[0].claims);
}

// 3 false positives in 10 mm2: 6 cells in 5 mm2 are the decision limit, as
// `cellquant power --area 5 --control-area 10 --control-count 3` says.
Drawing WithControl() {
  Drawing drawing;
  drawing.AddRegion("T zone", "Control", 0.0, 0.0, 2.0, 2.0);
  drawing.AddRegion("Control", "", 0.0, 2.0, 2.0, 5.0);
  drawing.AddRegion("few", "Follicle", 10.0, 0.0, 12.0, 2.5);
  drawing.AddRegion("many", "Follicle", 12.0, 0.0, 14.0, 2.5);
  drawing.AddRegion("over both", "", 1.0, 0.0, 3.0, 2.0);
  drawing.AddCells(2, 0.5, 1.0);
  drawing.AddCells(1, 0.5, 3.0);
  drawing.AddCells(7, 0.5, 3.0, CellClass::kNegative);
  drawing.AddCells(5, 11.0, 1.0);
  drawing.AddCells(6, 13.0, 1.0);
  return drawing;
}

TEST(ReportNumbers, TheControlsCellsAreFalseAndLimitTheOthers) {
  const auto report = WithControl().Numbers("Control");
  ASSERT_TRUE(report) << report.error().message;
  const auto& regions = report->regions;
  ASSERT_TRUE(report->negative_control);
  EXPECT_EQ(report->negative_control->name, "Control");
  EXPECT_EQ(report->negative_control->group.region_count, 2U);
  EXPECT_EQ(report->negative_control->group.area.value(), 10.0);
  EXPECT_EQ(report->negative_control->group.positive_cell_count, 3U);
  EXPECT_EQ(report->negative_control->group.cell_count, 10U);
  // By classification, and by name.
  for (const int control : {0, 1}) {
    const auto& region = regions[static_cast<std::size_t>(control)];
    EXPECT_TRUE(region.negative_control);
    EXPECT_FALSE(region.limits);
    EXPECT_EQ(region.limits_refused, "");
  }
  const auto limits =
      LimitsAgainst({3, SquareMillimeters(10.0)}, SquareMillimeters(5.0), 1.0);
  for (const std::size_t sample : {2U, 3U}) {
    EXPECT_FALSE(regions[sample].negative_control);
    ASSERT_TRUE(regions[sample].limits);
    EXPECT_EQ(regions[sample].limits->decision_count, 6U);
    EXPECT_EQ(regions[sample].limits->detection, limits->detection);
  }
  const auto text = [](const RegionReport& region) {
    return ResultText(region.positive_cell_count, region.area, region.claims,
                      region.limits);
  };
  EXPECT_EQ(text(regions[2]), "< 2.11");  // 10.513 / 5 mm2
  EXPECT_EQ(text(regions[3]), "1.20");
}

TEST(ReportNumbers, WhatCannotBeEvaluatedDecidesNothing) {
  Drawing drawing;
  drawing.AddRegion("node", "", 0.0, 0.0, 3.0, 1.0).AddCells(4, 0.5, 0.5);
  // The four cells lie in a fold of 1 mm2.
  EvaluableArea& evaluable = drawing.report().regions[0].areas.evaluable;
  evaluable.area = SquareMillimeters(2.0);
  evaluable.positive_cell_count = 0;
  const auto report = drawing.Numbers();
  ASSERT_TRUE(report) << report.error().message;
  const RegionReport& region = report->regions[0];
  EXPECT_NEAR(region.claims->upper_bound.value(), 3.0 / 2.0, 0.01);
  EXPECT_EQ(ResultText(region.positive_cell_count, region.area, region.claims,
                       region.limits),
            "< 1.50");
}

TEST(ReportNumbers, ARegionThatSharesTissueWithTheControlHasNoLimits) {
  const auto report = WithControl().Numbers("Control");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->regions[4].limits);
  EXPECT_EQ(report->regions[4].limits_refused,
            "shares tissue with the negative control");
}

TEST(ReportNumbers, AControlThatIsNoRegionIsAnError) {
  const auto report = WithControl().Numbers("control");  // letter for letter
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_NE(report.error().message.find("'control'"), std::string::npos);
}

TEST(ReportNumbers, WithoutAControlThereAreNoLimits) {
  const auto report = WithControl().Numbers();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->negative_control);
  for (const RegionReport& region : report->regions) {
    EXPECT_FALSE(region.limits);
    EXPECT_FALSE(region.negative_control);
    EXPECT_EQ(region.limits_refused, "");
  }
}

TEST(ReportNumbers, ClassesAddUpRegionsThatAreApart) {
  const auto report = WithControl().Numbers("Control");
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->classes.size(), 3U);
  EXPECT_EQ(report->classes[2].classification, "over both");  // its name
  EXPECT_EQ(report->classes[0].classification, "Control");
  EXPECT_TRUE(report->classes[0].negative_control);
  const ClassReport& follicles = report->classes[1];
  EXPECT_EQ(follicles.classification, "Follicle");
  EXPECT_FALSE(follicles.negative_control);
  EXPECT_FALSE(follicles.group.overlapping);
  EXPECT_EQ(follicles.group.region_count, 2U);
  EXPECT_EQ(follicles.group.area.value(), 10.0);
  EXPECT_EQ(follicles.group.positive_cell_count, 11U);
}

TEST(ReportNumbers, InAClassCommonTissueAndItsCellsCountOnce) {
  Drawing drawing;
  drawing.AddRegion("a", "Follicle", 0.0, 0.0, 2.0, 1.0);
  drawing.AddRegion("b", "Follicle", 1.0, 0.0, 3.0, 1.0);
  drawing.AddCells(4, 1.5, 0.5);
  drawing.AddCells(2, 0.5, 0.5);
  drawing.AddCells(1, 2.5, 0.5, CellClass::kNegative);
  const auto report = drawing.Numbers();
  ASSERT_TRUE(report) << report.error().message;
  const RegionGroup& group = report->classes[0].group;
  EXPECT_TRUE(group.overlapping);
  EXPECT_NEAR(group.area.value(), 3.0, 1e-12);
  EXPECT_EQ(group.cell_count, 7U);
  EXPECT_EQ(group.positive_cell_count, 6U);
}

TEST(ReportNumbers, CaveatsFollowFromTheTherapies) {
  Drawing drawing;
  drawing.AddRegion("a", "", 0.0, 0.0, 2.0, 1.0);
  drawing.protocol().caveats = {{"CD20", "hidden"}, {"BCMA", "cleared"}};
  EXPECT_TRUE(drawing.Numbers()->caveats.empty());
  drawing.report().specimen = Specimen{};
  EXPECT_TRUE(drawing.Numbers()->caveats.empty());
  drawing.report().specimen->therapies = {{"anti-CD20", 0}, {"CD20", 7}};
  EXPECT_EQ(drawing.Numbers()->caveats, std::vector<std::string>{"hidden"});
}

}  // namespace
}  // namespace cellquant::core
