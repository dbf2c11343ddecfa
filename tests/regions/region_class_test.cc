#include "core/regions/region_class.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

constexpr MicronsPerPixel kMpp{0.5, 0.5};
constexpr double kMm = 2000.0;  // pixels

Region Square(const std::string& name, const std::string& classification,
              double left_mm) {
  const double x = left_mm * kMm;
  return {name,
          name,
          classification,
          {{{{x, 0.0}, {x + kMm, 0.0}, {x + kMm, kMm}, {x, kMm}}, {}}}};
}

CountedCell CellAt(double x_mm, RegionIndices regions, double dab,
                   bool evaluable = true) {
  CountedCell counted;
  counted.cell.centroid = {x_mm * kMm, 0.5 * kMm};
  counted.cell.classification = CellClass::kPositive;
  counted.cell.measured.dab_nucleus = OpticalDensity(dab);
  counted.cell.evaluable = evaluable;
  counted.regions = std::move(regions);
  return counted;
}

std::vector<std::string> NamesOf(const std::vector<RegionClass>& classes) {
  std::vector<std::string> names;
  for (const RegionClass& one : classes) {
    names.push_back(one.name + (one.negative_control ? " (control)" : ""));
  }
  return names;
}

TEST(RegionClass, WithoutAClassificationTheNameIsTheClass) {
  const RegionSet regions{
      {Square("Follicle", "", 0.0), Square("F2", "Follicle", 2.0),
       Square("Medulla", "", 4.0), Square("", "", 6.0)},
      {}};
  const auto classes = ClassesOf(regions, "", kMpp);
  ASSERT_TRUE(classes);
  EXPECT_EQ(NamesOf(*classes),
            (std::vector<std::string>{"Follicle", "Medulla", "unnamed"}));
  EXPECT_EQ((*classes)[0].members, (RegionIndices{0, 1}));
  EXPECT_EQ((*classes)[0].group.region_count, 2U);
  EXPECT_DOUBLE_EQ((*classes)[0].group.area.value(), 2.0);
}

TEST(RegionClass, TheNegativeControlIsAClassApart) {
  const RegionSet regions{
      {Square("T zone", "Cortex", 0.0), Square("F1", "Cortex", 2.0),
       Square("T zone", "", 4.0)},
      {}};
  const auto classes = ClassesOf(regions, "T zone", kMpp);
  ASSERT_TRUE(classes);
  EXPECT_EQ(NamesOf(*classes),
            (std::vector<std::string>{"Cortex", "Cortex (control)",
                                      "T zone (control)"}));
}

// Two regions that overlap by half, and a class of one.
class Counted : public ::testing::Test {
 protected:
  Counted() {
    report_.pixel_size.mpp = kMpp;
    report_.regions.resize(3);
    report_.protocol.positivity.compartment = Compartment::kNucleus;
  }

  std::vector<ClassReport> Count() {
    const RegionSet regions{
        {Square("a", "Follicle", 0.0), Square("b", "Follicle", 0.5),
         Square("c", "Medulla", 4.0)},
        {}};
    const auto classes = ClassesOf(regions, "", kMpp);
    return CountClasses(*classes, areas_, report_);
  }

  SlideReport report_;
  std::vector<ClassAreas> areas_ = std::vector<ClassAreas>(2);
};

TEST_F(Counted, ACellInTwoRegionsOfAClassCountsOnce) {
  report_.cells = {CellAt(0.7, {0, 1}, 0.5), CellAt(0.1, {0}, 0.5),
                   CellAt(0.2, {0}, 0.5, /*evaluable=*/false),
                   CellAt(4.5, {2}, 0.5)};
  const auto classes = Count();
  EXPECT_TRUE(classes[0].group.overlapping);
  EXPECT_NEAR(classes[0].group.area.value(), 1.5, 1e-12);
  EXPECT_EQ(classes[0].group.positive_cell_count, 3U);
  EXPECT_EQ(classes[0].areas.evaluable.cell_count, 2U);
  EXPECT_EQ(classes[0].areas.evaluable.positive_cell_count, 2U);
  EXPECT_EQ(classes[1].group.cell_count, 1U);
}

TEST_F(Counted, BlocksGetTheEvaluableCellsEvenOnTheOuterEdge) {
  areas_[0].blocks = {{0, 0, 0, SquareMillimeters(0.9)}};
  report_.cells = {CellAt(0.7, {0, 1}, 0.5), CellAt(1.4, {1}, 0.5),
                   CellAt(0.2, {0}, 0.5, /*evaluable=*/false)};
  const auto classes = Count();
  const std::vector<CountBlock>& blocks = classes[0].areas.blocks;
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].count, 1U);
  EXPECT_EQ(blocks[1].i, 1);
  EXPECT_EQ(blocks[1].count, 1U);
  EXPECT_GT(blocks[1].area.value(), 0.0);
  EXPECT_LT(blocks[1].area.value(), 1e-6);
}

TEST_F(Counted, TheMedianIsOfEvaluablePositiveCellsInTheCompartment) {
  EXPECT_EQ(Count()[0].positive_dab, std::nullopt);
  report_.cells = {CellAt(0.7, {0, 1}, 0.4), CellAt(0.1, {0}, 0.9),
                   CellAt(0.1, {0}, 0.3),
                   CellAt(0.2, {0}, 2.0, /*evaluable=*/false)};
  report_.cells.push_back(CellAt(0.3, {0}, 3.0));
  report_.cells.back().cell.classification = CellClass::kNegative;
  EXPECT_EQ(Count()[0].positive_dab, OpticalDensity(0.4));
  report_.protocol.positivity.compartment = Compartment::kMembrane;
  EXPECT_EQ(Count()[0].positive_dab, OpticalDensity(0.0));
}

}  // namespace
}  // namespace cellquant::core
