#include "core/compare/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/compare/slide_measurements.h"

namespace cellquant::core {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const ClassComparison* Find(const Comparison& comparison,
                            const std::string& name, std::size_t after = 1) {
  for (const ClassComparison& one : comparison.comparisons) {
    if (one.region_class == name && one.pair.after == after) return &one;
  }
  return nullptr;
}

Verdict VerdictOf(const Comparison& comparison, const std::string& name,
                  std::size_t after = 1) {
  return Find(comparison, name, after)->change.value().verdict;
}

TEST(Compare, EachClassGetsItsVerdict) {
  const auto comparison =
      Compare({MeasurementOn(-7, 3600), MeasurementOn(90, 0)});
  ASSERT_TRUE(comparison) << comparison.error().message;
  EXPECT_EQ(comparison->patient, "patient-01");
  EXPECT_EQ(VerdictOf(*comparison, "Node"), Verdict::kCleared);
  EXPECT_EQ(VerdictOf(*comparison, "Mantle"), Verdict::kUnchanged);
}

TEST(Compare, LaterTimepointsAreAllComparedWithTheFirst) {
  const auto comparison =
      Compare({MeasurementOn(-7, 3600), MeasurementOn(30, 1800),
               MeasurementOn(90, 7200)});
  ASSERT_TRUE(comparison);
  EXPECT_EQ(VerdictOf(*comparison, "Node", 1), Verdict::kReduced);
  EXPECT_EQ(VerdictOf(*comparison, "Node", 2), Verdict::kIncreased);
  EXPECT_EQ(Find(*comparison, "Node", 2)->pair.before, 0U);
}

TEST(Compare, MarkersAreComparedEachWithItself) {
  SlideMeasurement cd20_before = MeasurementOn(-7, 100);
  SlideMeasurement cd20_after = MeasurementOn(90, 1000);
  cd20_before.marker = cd20_after.marker = "CD20";
  const auto comparison = Compare(
      {MeasurementOn(-7, 3600), cd20_before, MeasurementOn(90, 0), cd20_after});
  ASSERT_TRUE(comparison);
  std::vector<std::string> markers;
  for (const SlideMeasurement& one : comparison->measurements) {
    markers.push_back(one.marker);
  }
  EXPECT_THAT(markers, ElementsAre("CD138", "CD138", "CD20", "CD20"));
  EXPECT_EQ(VerdictOf(*comparison, "Node", 1), Verdict::kCleared);
  EXPECT_EQ(VerdictOf(*comparison, "Node", 3), Verdict::kIncreased);
}

TEST(Compare, ARefusedPairHasDensitiesAndNoVerdict) {
  SlideMeasurement after = MeasurementOn(90, 0);
  after.protocol_version = "1.1.0";
  const auto comparison = Compare({MeasurementOn(-7, 3600), after});
  ASSERT_TRUE(comparison);
  EXPECT_EQ(comparison->gate_status, GateStatus::kRefuse);
  for (const ClassComparison& one : comparison->comparisons) {
    EXPECT_FALSE(one.change) << one.region_class;
    EXPECT_THAT(one.no_change_reason, HasSubstr("refuses"));
    EXPECT_TRUE(one.before && one.after);
  }
}

TEST(Compare, AForcedPairHasAVerdictAndSaysSo) {
  SlideMeasurement after = MeasurementOn(90, 0);
  after.protocol_version = "1.1.0";
  const auto comparison =
      Compare({MeasurementOn(-7, 3600), after}, {.force = true});
  ASSERT_TRUE(comparison);
  EXPECT_EQ(VerdictOf(*comparison, "Node"), Verdict::kCleared);
  EXPECT_THAT(comparison->caveats, Contains(HasSubstr("forced")));
}

TEST(Compare, AClassOfOneTimepointIsNamedWithoutAVerdict) {
  SlideMeasurement before = MeasurementOn(-7, 3600);
  before.classes.push_back(EvenClass("Germinal center", 50, 2));
  const auto comparison = Compare({before, MeasurementOn(90, 0)});
  ASSERT_TRUE(comparison);
  const ClassComparison* one = Find(*comparison, "Germinal center");
  ASSERT_NE(one, nullptr);
  EXPECT_FALSE(one->change);
  EXPECT_FALSE(one->after);
  EXPECT_THAT(one->no_change_reason, HasSubstr("later slide has no region"));
}

TEST(Compare, WhatIsNotEvaluableHasNoVerdict) {
  SlideMeasurement after = MeasurementOn(90, 0);
  after.classes[1].is_evaluable = false;
  const auto comparison = Compare({MeasurementOn(-7, 3600), after});
  ASSERT_TRUE(comparison);
  EXPECT_FALSE(Find(*comparison, "Node")->change);
  EXPECT_TRUE(Find(*comparison, "Mantle")->change);
}

TEST(Compare, NegativeControlsAreNotCompared) {
  SlideMeasurement before = MeasurementOn(-7, 3600);
  SlideMeasurement after = MeasurementOn(90, 0);
  before.classes[0].negative_control = after.classes[0].negative_control = true;
  const auto comparison = Compare({before, after});
  ASSERT_TRUE(comparison);
  EXPECT_EQ(Find(*comparison, "Mantle"), nullptr);
}

TEST(Compare, AShrinkingNodeIsFlagged) {
  SlideMeasurement before = MeasurementOn(-7, 3600);
  SlideMeasurement after = MeasurementOn(90, 0);
  after.classes[1] = EvenClass("Node", 1600, 3);  // 178 for 100 per mm2
  const auto comparison = Compare({before, after});
  ASSERT_TRUE(comparison);
  EXPECT_EQ(VerdictOf(*comparison, "Node"), Verdict::kIncreased);
  EXPECT_THAT(Find(*comparison, "Node")->caveats,
              Contains(HasSubstr("density rises while the number of cells "
                                 "falls")));
  EXPECT_TRUE(Find(*comparison, "Mantle")->caveats.empty());
}

TEST(Compare, TherapiesAreCaveats) {
  SlideMeasurement after = MeasurementOn(90, 0);
  after.caveats = {"the antigen may be hidden"};
  const auto comparison = Compare({MeasurementOn(-7, 3600), after});
  ASSERT_TRUE(comparison);
  EXPECT_THAT(comparison->caveats,
              ElementsAre("CD138: the antigen may be hidden"));
}

TEST(Compare, ARecallThatNobodyMeasuredIsACaveatOnceAMarker) {
  SlideMeasurement before = MeasurementOn(-7, 3600);
  SlideMeasurement after = MeasurementOn(90, 0);
  before.recall_validated = after.recall_validated = false;
  const auto comparison = Compare({before, after});
  ASSERT_TRUE(comparison);
  EXPECT_THAT(comparison->caveats, ElementsAre(HasSubstr("validated recall")));
}

TEST(Compare, TheEarlierOneComesFirst) {
  const auto comparison =
      Compare({MeasurementOn(90, 0), MeasurementOn(-7, 3600)});
  ASSERT_FALSE(comparison);
  EXPECT_EQ(comparison.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_THAT(comparison.error().message, HasSubstr("earlier one first"));
}

TEST(Compare, OneReportOfAMarkerIsNothingToCompare) {
  SlideMeasurement other = MeasurementOn(90, 0);
  other.marker = "CD20";
  EXPECT_FALSE(Compare({MeasurementOn(-7, 3600), other}));
  EXPECT_FALSE(Compare({}));
}

TEST(Compare, ASlideIsNotTwoLaterTimepoints) {
  SlideMeasurement again = MeasurementOn(180, 0);
  again.slide_sha256 = MeasurementOn(90, 0).slide_sha256;
  const auto comparison =
      Compare({MeasurementOn(-7, 3600), MeasurementOn(90, 0), again});
  ASSERT_FALSE(comparison);
  EXPECT_THAT(comparison.error().message, HasSubstr("one and the same slide"));
}

TEST(Compare, MarkersOfTwoPatientsAreNotOneComparison) {
  SlideMeasurement other_before = MeasurementOn(-7, 100);
  SlideMeasurement other_after = MeasurementOn(90, 100);
  for (SlideMeasurement* one : {&other_before, &other_after}) {
    one->marker = "CD20";
    one->specimen->patient = "patient-02";
  }
  const auto comparison = Compare({MeasurementOn(-7, 3600), other_before,
                                   MeasurementOn(90, 0), other_after});
  ASSERT_FALSE(comparison);
  EXPECT_THAT(comparison.error().message, HasSubstr("another patient"));
}

TEST(Compare, AnInternalControlIsOfAMarkerThatIsThere) {
  CompareOptions options;
  options.gate.internal_controls = {{"CD13", "Mantle"}};
  EXPECT_FALSE(
      Compare({MeasurementOn(-7, 3600), MeasurementOn(90, 0)}, options));
  options.gate.internal_controls = {{"CD138", ""}};
  EXPECT_FALSE(
      Compare({MeasurementOn(-7, 3600), MeasurementOn(90, 0)}, options));
}

TEST(Compare, RegionsThatAreComparedByTheirNameAreACaveat) {
  SlideMeasurement after = MeasurementOn(90, 0);
  after.classes[1].by_name = true;
  const auto comparison = Compare({MeasurementOn(-7, 3600), after});
  ASSERT_TRUE(comparison);
  EXPECT_THAT(Find(*comparison, "Node")->caveats,
              ElementsAre(HasSubstr("no classification"), testing::_));
  EXPECT_TRUE(Find(*comparison, "Mantle")->caveats.empty());
}

TEST(Compare, AMarginMustHoldOne) {
  EXPECT_FALSE(Compare({MeasurementOn(-7, 1), MeasurementOn(90, 1)},
                       {.margin_low = 1.1}));
  EXPECT_FALSE(Compare({MeasurementOn(-7, 1), MeasurementOn(90, 1)},
                       {.margin_high = 0.9}));
}

}  // namespace
}  // namespace cellquant::core
