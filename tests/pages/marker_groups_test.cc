#include "core/pages/marker_groups.h"

#include <gtest/gtest.h>

#include "tests/pages/toy_comparison.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::ToyComparison;

TEST(MarkerGroups, AreInTheComparisonsOrderWithoutControls) {
  Comparison comparison = ToyComparison();
  ClassMeasurement control;
  control.region_class = "control";
  control.negative_control = true;
  comparison.measurements[0].classes.push_back(control);
  const auto groups = MarkersOf(comparison);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].marker, "CD20");
  EXPECT_EQ(groups[1].measurements, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(groups[0].classes, std::vector<std::string>{"cortex"});
}

TEST(MarkerGroups, AControlIsNotTheClassOfItsName) {
  SlideMeasurement measurement = ToyComparison().measurements[0];
  ClassMeasurement control = measurement.classes[0];
  control.negative_control = true;
  control.positive_cell_count = 1;
  measurement.classes.insert(measurement.classes.begin(), control);
  const ClassMeasurement* found = FindClass(measurement, "cortex");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->positive_cell_count, 4000U);
  measurement.classes.pop_back();
  EXPECT_EQ(FindClass(measurement, "cortex"), nullptr);
}

TEST(MarkerGroups, WhatIsNotEvaluableHasNoDensity) {
  ClassMeasurement c;
  c.area = SquareMillimeters(2.0);
  c.positive_cell_count = 8;
  EXPECT_EQ(DensityOf(c, {})->text, "4.00");
  EXPECT_NE(DensityOf(c, {})->no_bootstrap, "");
  c.is_evaluable = false;
  EXPECT_FALSE(DensityOf(c, {}));
  c.is_evaluable = true;
  c.area = SquareMillimeters(0.0);
  EXPECT_FALSE(DensityOf(c, {}));
}

TEST(TimeAxis, StandsByDaysWhereAllAreKnown) {
  const Comparison comparison = ToyComparison();
  const TimeAxis axis({&comparison});
  ASSERT_EQ(axis.ticks().size(), 2U);
  EXPECT_EQ(axis.At(comparison.measurements[1]), 90.0);
  EXPECT_LT(axis.range().low, -7.0);
  EXPECT_GT(axis.range().high, 90.0);
}

TEST(TimeAxis, StandsSideBySideWhereADayIsMissingOrTooClose) {
  Comparison comparison = ToyComparison();
  comparison.measurements[0].specimen->timepoint_day = std::nullopt;
  EXPECT_EQ(TimeAxis({&comparison}).At(comparison.measurements[0]), 0.0);
  comparison = ToyComparison();
  SlideMeasurement soon = comparison.measurements[0];
  soon.specimen->timepoint_day = -6;
  comparison.measurements.push_back(soon);
  const TimeAxis axis({&comparison});
  EXPECT_EQ(axis.At(soon), 1.0);
  EXPECT_EQ(axis.At(comparison.measurements[1]), 2.0);
}

TEST(TimeAxis, OtherPatientsDaysAreOnItWithoutTicks) {
  const Comparison comparison = ToyComparison();
  Comparison other = ToyComparison();
  other.measurements[1].specimen->timepoint_day = 120;
  const TimeAxis axis({&comparison, &other});
  EXPECT_EQ(axis.ticks().size(), 2U);
  EXPECT_GT(axis.range().high, 120.0);
}

TEST(MarkerColor, IsThatOfTheLiteratureAndStable) {
  EXPECT_EQ(MarkerColor("CD20"), (Color{0x7b, 0x2d, 0x8b}));
  EXPECT_EQ(MarkerColor("CD138"), (Color{0xe6, 0x7e, 0x00}));
  EXPECT_EQ(MarkerColor("new"), MarkerColor("new"));
}

}  // namespace
}  // namespace cellquant::core
