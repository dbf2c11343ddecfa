#include "core/compare/cohort.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/compare/cohort_gaps.h"
#include "tests/compare/cohort_scene.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<std::string> kTimes = {"pre", "d90"};

// What is said of a patient, timepoint and marker.
std::string ReasonFor(const Cohort& cohort, const std::string& patient,
                      const std::string& timepoint) {
  for (const CohortGap& gap : cohort.gaps) {
    if (gap.patient == patient && gap.timepoint == timepoint) return gap.reason;
  }
  return "";
}

TEST(Cohort, OfSixPatientsThatAllFellHasTheSmallestPossiblePValue) {
  const auto cohort = CompareCohort(CohortOf(6, 100), kTimes);
  ASSERT_TRUE(cohort) << cohort.error().message;
  ASSERT_EQ(cohort->tests.size(), 1U);
  const CohortTest& test = cohort->tests[0];
  EXPECT_EQ(test.marker, "CD138");
  EXPECT_EQ(test.region_class, "Medulla");
  EXPECT_EQ(test.timepoint, "d90");
  EXPECT_EQ(test.pairs.size(), 6U);
  EXPECT_EQ(test.signed_rank->p_value, 1.0 / 32.0);
  EXPECT_EQ(*test.adjusted_p_value, 1.0 / 32.0);
  // From -90 per mm2 of the first to -108 of the last.
  EXPECT_DOUBLE_EQ(test.shift->estimate, -99.0);
  EXPECT_DOUBLE_EQ(test.shift->low, -108.0);
  EXPECT_DOUBLE_EQ(test.shift->high, -90.0);
  EXPECT_TRUE(cohort->gaps.empty());
}

TEST(Cohort, BelowSixPairsThereIsNoPValueButEveryPatient) {
  const auto cohort = CompareCohort(CohortOf(5, 0), kTimes);
  const CohortTest& test = cohort->tests[0];
  EXPECT_EQ(test.pairs.size(), 5U);
  EXPECT_FALSE(test.signed_rank);
  EXPECT_FALSE(test.shift);
  EXPECT_FALSE(test.adjusted_p_value);
  EXPECT_THAT(test.not_tested, HasSubstr("5 patients"));
  EXPECT_EQ(cohort->adjusted_for, 0U);
}

TEST(Cohort, AdjustsForAllItsTests) {
  auto entries = CohortOf(6, 100);
  for (int i = 0; i < 6; ++i) {
    const auto more = static_cast<std::uint32_t>(i);
    entries.push_back(EntryOf(PatientName(i), "pre", -7, 500, "CD20"));
    entries.push_back(EntryOf(PatientName(i), "d90", 90,
                              i % 2 == 0 ? 400 - more : 600 + more, "CD20"));
    entries.push_back(EntryOf(PatientName(i), "d180", 180, 90 + more));
  }
  const auto cohort = CompareCohort(entries, {"pre", "d90", "d180"});
  ASSERT_EQ(cohort->tests.size(), 3U);
  EXPECT_EQ(cohort->adjusted_for, 3U);
  EXPECT_EQ(cohort->tests[0].timepoint, "d90");
  EXPECT_EQ(cohort->tests[1].timepoint, "d180");
  EXPECT_EQ(cohort->tests[2].marker, "CD20");
  EXPECT_EQ(*cohort->tests[0].adjusted_p_value, 3.0 / 32.0);
  EXPECT_EQ(*cohort->tests[1].adjusted_p_value, 3.0 / 32.0);
}

TEST(Cohort, TestsDifferencesOfDensityAndNotOfNumbers) {
  std::vector<CohortEntry> entries;
  for (int i = 0; i < 6; ++i) {
    entries.push_back(EntryOf(PatientName(i), "pre", 0, 1000));
    CohortEntry after = EntryOf(PatientName(i), "d90", 90, 500);
    after.measurement->classes[0].area = SquareMillimeters(2.5);
    entries.push_back(after);  // half of the cells, twice the density
  }
  const auto cohort = CompareCohort(entries, kTimes);
  EXPECT_EQ(cohort->tests[0].shift->estimate, 100.0);
}

TEST(Cohort, NamesEverySlideThatIsMissing) {
  auto entries = CohortOf(8, 100);
  entries[1].measurement.reset();  // the first patient's d90
  entries[1].missing = "the slide is damaged";
  entries.erase(entries.begin() + 2);  // the second patient's pre
  const auto cohort = CompareCohort(entries, kTimes);
  EXPECT_EQ(cohort->tests[0].pairs.size(), 6U);
  EXPECT_EQ(cohort->gaps.size(), 3U);
  EXPECT_EQ(ReasonFor(*cohort, PatientName(0), "d90"), "the slide is damaged");
  EXPECT_EQ(ReasonFor(*cohort, PatientName(1), "pre"),
            "no such slide is given");
  EXPECT_EQ(ReasonFor(*cohort, PatientName(1), "d90"),
            "there is no pre to compare it with");
  const CohortTest& test = cohort->tests[0];
  EXPECT_EQ(WhyNotIn(test, PatientName(0), *cohort), "the slide is damaged");
  EXPECT_EQ(WhyNotIn(test, PatientName(2), *cohort), "");
}

// Its later slides must not be compared with each other instead.
TEST(Cohort, APatientWithoutTheFirstTimepointIsInNoTest) {
  auto entries = CohortOf(6, 100);
  entries.push_back(EntryOf("patient-99", "d90", 90, 800));
  entries.push_back(EntryOf("patient-99", "d180", 180, 10));
  const auto cohort = CompareCohort(entries, {"pre", "d90", "d180"});
  ASSERT_EQ(cohort->tests.size(), 1U);
  EXPECT_EQ(cohort->tests[0].pairs.size(), 6U);
  EXPECT_FALSE(cohort->patients.back().comparison);
  EXPECT_EQ(ReasonFor(*cohort, "patient-99", "d180"),
            "there is no pre to compare it with");
}

TEST(Cohort, NamesWhatTheGateRefuses) {
  auto entries = CohortOf(7, 100);
  entries[3].measurement->protocol_version = "2";
  entries[3].measurement->protocol_sha256 = "01";
  const auto cohort = CompareCohort(entries, kTimes);
  EXPECT_EQ(cohort->tests[0].pairs.size(), 6U);
  EXPECT_THAT(ReasonFor(*cohort, PatientName(1), "d90"),
              HasSubstr("the gate refuses: protocol: another protocol"));
}

TEST(Cohort, NamesARefusedPairOnceWithAllThatRefuses) {
  auto entries = CohortOf(7, 100);
  for (CohortEntry& entry : entries) {
    entry.measurement->classes.push_back(ClassOf("Cortex", 50, 10.0));
  }
  entries[3].measurement->protocol_version = "2";
  entries[3].measurement->detector = "classical";
  const auto cohort = CompareCohort(entries, kTimes);
  ASSERT_EQ(cohort->tests.size(), 2U);
  ASSERT_EQ(cohort->gaps.size(), 1U);
  EXPECT_EQ(cohort->gaps[0].region_class, "");
  EXPECT_THAT(cohort->gaps[0].reason, HasSubstr("protocol: another"));
  EXPECT_THAT(cohort->gaps[0].reason, HasSubstr("; detector: "));
  for (const CohortTest& test : cohort->tests) {
    EXPECT_EQ(WhyNotIn(test, PatientName(1), *cohort), cohort->gaps[0].reason);
  }
  const auto forced = CompareCohort(entries, kTimes, {.force = true});
  EXPECT_TRUE(forced->gaps.empty());
}

TEST(Cohort, NamesPatientsWhoLackAClassOfRegions) {
  auto entries = CohortOf(7, 100);
  for (CohortEntry* entry : {&entries[0], &entries[1], &entries[3]}) {
    entry->measurement->classes[0].region_class = "Cortex";
  }
  const auto cohort = CompareCohort(entries, kTimes);
  ASSERT_EQ(cohort->tests.size(), 2U);  // Cortex, Medulla
  EXPECT_EQ(cohort->tests[0].pairs.size(), 1U);
  EXPECT_EQ(cohort->tests[1].pairs.size(), 5U);
  EXPECT_EQ(WhyNotIn(cohort->tests[1], PatientName(0), *cohort),
            "neither slide has a region of this class");
  EXPECT_EQ(WhyNotIn(cohort->tests[1], PatientName(1), *cohort),
            "the later slide has no region of this class");
}

TEST(Cohort, ATimepointThatWasNotAskedForIsNamed) {
  auto entries = CohortOf(6, 100);
  entries.push_back(EntryOf(PatientName(0), "d30", 30, 50));
  const auto cohort = CompareCohort(entries, kTimes);
  EXPECT_EQ(cohort->gaps.size(), 1U);
  EXPECT_EQ(ReasonFor(*cohort, PatientName(0), "d30"),
            "this timepoint was not asked for");
}

TEST(Cohort, RefusesWhatMakesNoSense) {
  const auto entries = CohortOf(2, 1);
  const std::vector<std::vector<std::string>> wrong = {
      {}, {"pre"}, {"pre", "d91"}, {"pre", "d90", "pre"}};
  for (const std::vector<std::string>& times : wrong) {
    const auto cohort = CompareCohort(entries, times);
    ASSERT_FALSE(cohort);
    EXPECT_EQ(cohort.error().reason, ErrorReason::kInvalidArgument);
  }
  auto twice = entries;
  twice.push_back(entries[0]);
  EXPECT_FALSE(CompareCohort(twice, kTimes));
  auto unlabelled = entries;
  unlabelled[0].measurement->specimen.reset();
  EXPECT_FALSE(CompareCohort(unlabelled, kTimes));
}

// A copy, or a report of other regions, is another report of the same tissue.
TEST(Cohort, AnInternalControlOfAMarkerThatAPatientLacksHarmsNobody) {
  auto entries = CohortOf(6, 100);
  entries.push_back(EntryOf(PatientName(0), "pre", 0, 100, "CD20"));
  entries.push_back(EntryOf(PatientName(0), "d90", 90, 100, "CD20"));
  CompareOptions options;
  options.force = true;  // no such regions were drawn
  options.gate.internal_controls = {{"CD20", "Mantle"}};
  const auto cohort = CompareCohort(entries, kTimes, options);
  ASSERT_TRUE(cohort) << cohort.error().message;
  EXPECT_EQ(cohort->tests[0].pairs.size(), 6U);
  options.gate.internal_controls = {{"CD21", "Mantle"}};
  EXPECT_FALSE(CompareCohort(entries, kTimes, options));
}

TEST(Cohort, RefusesOneSlideAsTwoPatientsOrTimepoints) {
  for (const std::size_t k : {1U, 2U}) {  // d90 of the first, pre of the second
    auto entries = CohortOf(6, 100);
    entries[0].measurement->digest = "sha256:a";
    entries[k].measurement->digest = "sha256:b";
    entries[k].measurement->slide_sha256 = entries[0].measurement->slide_sha256;
    const auto cohort = CompareCohort(entries, kTimes);
    ASSERT_FALSE(cohort);
    EXPECT_EQ(cohort.error().reason, ErrorReason::kInvalidArgument);
    EXPECT_EQ(cohort.error().message,
              "patient-10 at pre and " + entries[k].patient + " at " +
                  entries[k].timepoint + " are one and the same slide");
  }
  auto entries = CohortOf(6, 100);  // two stains in one file are two markers'
  entries.push_back(EntryOf("patient-10", "pre", -7, 50, "CD20"));
  entries.back().measurement->slide_sha256 =
      entries[0].measurement->slide_sha256;
  EXPECT_TRUE(CompareCohort(entries, kTimes));
}

TEST(Cohort, RefusesAnOrderThatDaysDisagreeWith) {
  const auto entries = CohortOf(6, 100);
  const auto cohort = CompareCohort(entries, {"d90", "pre"});
  ASSERT_FALSE(cohort);
  EXPECT_EQ(cohort.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_EQ(cohort.error().message,
            "the days of patient-10 disagree with the order d90, pre: d90 is "
            "day 90 and pre is day -7");
}

// Of one marker alone, while the patient's first days are in order.
TEST(Cohort, RefusesDaysOfOneMarkerThatDisagree) {
  auto entries = CohortOf(6, 100);
  entries.push_back(EntryOf("patient-10", "pre", 100, 50, "CD20"));
  entries.push_back(EntryOf("patient-10", "d90", 95, 50, "CD20"));
  EXPECT_FALSE(CompareCohort(entries, kTimes));
  EXPECT_FALSE(TimepointsByDay(entries));
}

TEST(Cohort, BelievesTheOrderWhereDaysAreNotKnown) {
  auto entries = CohortOf(6, 100);
  for (CohortEntry& entry : entries) {
    entry.day.reset();
    entry.measurement->specimen->timepoint_day.reset();
  }
  EXPECT_TRUE(CompareCohort(entries, {"d90", "pre"}));
}

TEST(TimepointsByDay, AreInTheOrderOfDaysAndNotOfRows) {
  auto entries = CohortOf(2, 1);
  entries.insert(entries.begin(), EntryOf("patient-99", "d180", 171, 5));
  const auto order = TimepointsByDay(entries);
  ASSERT_TRUE(order);
  EXPECT_THAT(*order, ElementsAre("pre", "d90", "d180"));
}

TEST(TimepointsByDay, FailWhereADayIsMissingOrPatientsDisagree) {
  auto entries = CohortOf(2, 1);
  entries[2].day.reset();
  EXPECT_THAT(TimepointsByDay(entries).error().message,
              HasSubstr("pre of patient-11 has no day"));
  entries[2].day = 100;  // after d90
  EXPECT_THAT(TimepointsByDay(entries).error().message,
              HasSubstr("the days of patient-11 disagree"));
}

TEST(CohortEntry, TheReportWins) {
  const SlideMeasurement measured = [] {
    SlideMeasurement m = ReportOf("CD138", {});
    m.specimen.emplace();
    m.specimen->patient = "patient-01";
    m.specimen->timepoint_label = "pre";
    m.specimen->timepoint_day = -7;
    return m;
  }();
  const CohortEntry right{
      .patient = "patient-01", .timepoint = "pre", .marker = "cd138"};
  const auto entry = WithMeasurement(right, measured);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->day, -7);
  EXPECT_EQ(entry->marker, "CD138");
  for (const auto& [wrong, word] :
       {std::pair{CohortEntry{"patient-02", "pre", "CD138"}, "patient"},
        {CohortEntry{"patient-01", "d90", "CD138"}, "timepoint"},
        {CohortEntry{"patient-01", "pre", "CD20"}, "marker"},
        {CohortEntry{"patient-01", "pre", "CD138", 7}, "day"}}) {
    const auto refused = WithMeasurement(wrong, measured);
    ASSERT_FALSE(refused) << word;
    EXPECT_THAT(refused.error().message, HasSubstr(word));
  }
}

TEST(CohortEntry, CompletesWhatTheReportDoesNotSay) {
  const auto entry = WithMeasurement({.patient = "patient-01",
                                      .timepoint = "d90",
                                      .marker = "CD20",
                                      .day = 88},
                                     ReportOf("CD20", {}));
  ASSERT_TRUE(entry);
  const Specimen& specimen = *entry->measurement->specimen;
  EXPECT_EQ(specimen.patient, "patient-01");
  EXPECT_EQ(specimen.timepoint_label, "d90");
  EXPECT_EQ(specimen.timepoint_day, 88);
}

}  // namespace
}  // namespace cellquant::core
