#include "core/compare/gate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/compare/slide_measurements.h"

namespace cellquant::core {
namespace {

class GateTest : public testing::Test {
 protected:
  Gate Check() const { return CheckComparable(before_, after_, options_); }

  GateCheck Of(const std::string& name) const {
    for (const GateCheck& check : Check().checks) {
      if (check.name == name) return check;
    }
    ADD_FAILURE() << "no check " << name;
    return {};
  }

  GateStatus StatusOf(const std::string& name) const { return Of(name).status; }

  SlideMeasurement before_ = MeasurementOn(-7, 3600);
  SlideMeasurement after_ = MeasurementOn(90, 0);
  GateOptions options_{.internal_controls = {{"", "Mantle"}}};
};

constexpr auto kPass = GateStatus::kPass;
constexpr auto kCaveat = GateStatus::kPassWithCaveats;
constexpr auto kRefuse = GateStatus::kRefuse;

StainVector Turned(const StainVectors& stains, const StainVector& vector,
                   double degrees) {
  // In the plane of both stains, toward the other end of it.
  const StainVector& other =
      vector == stains.dab ? stains.hematoxylin : stains.dab;
  const double between = AngleDegrees(vector, other);
  const double turn = degrees * M_PI / 180.0;
  const double whole = between * M_PI / 180.0;
  StainVector turned{};
  for (std::size_t c = 0; c < 3; ++c) {
    turned.at(c) =
        (std::sin(whole - turn) * vector.at(c) + std::sin(turn) * other.at(c)) /
        std::sin(whole);
  }
  return Unit(turned);
}

TEST_F(GateTest, TwoSlidesThatAgreeInEverythingPass) {
  const Gate gate = Check();
  for (const GateCheck& check : gate.checks) {
    EXPECT_EQ(check.status, kPass) << check.name << ": " << check.reason;
    EXPECT_EQ(check.reason, "") << check.name;
    EXPECT_NE(check.before, "") << check.name;
    EXPECT_NE(check.after, "") << check.name;
    EXPECT_NE(check.limit, "") << check.name;
  }
  EXPECT_EQ(gate.status, kPass);
}

TEST_F(GateTest, ItsStatusIsThatOfTheWorstCheck) {
  after_.scanner = "another";
  EXPECT_EQ(Check().status, kCaveat);
  after_.protocol_version = "1.1.0";
  EXPECT_EQ(Check().status, kRefuse);
}

TEST_F(GateTest, AnotherPatientIsRefusedAndAnUnknownOneACaveat) {
  after_.specimen->patient = "patient-02";
  EXPECT_EQ(StatusOf("patient"), kRefuse);
  after_.specimen->patient = "";
  EXPECT_EQ(StatusOf("patient"), kCaveat);
  EXPECT_EQ(Of("patient").after, "not known");
}

TEST_F(GateTest, TheSameSlideTwiceIsRefused) {
  after_.slide_sha256 = before_.slide_sha256;
  EXPECT_EQ(StatusOf("slides"), kRefuse);
}

TEST_F(GateTest, AnAfterThatIsNotLaterIsRefused) {
  after_.specimen->timepoint_day = -7;
  EXPECT_EQ(StatusOf("timepoints"), kRefuse);
}

TEST_F(GateTest, LabelsWithoutDaysAreACaveatAndOneLabelTwiceIsRefused) {
  after_.specimen->timepoint_day.reset();
  EXPECT_EQ(StatusOf("timepoints"), kCaveat);
  before_.specimen->timepoint_day.reset();
  EXPECT_EQ(StatusOf("timepoints"), kCaveat);
  before_.specimen->timepoint_label = after_.specimen->timepoint_label;
  EXPECT_EQ(StatusOf("timepoints"), kRefuse);
}

TEST_F(GateTest, AStainProfileOfOneSlideIsACaveat) {
  after_.stain_profile = "lab 2";
  EXPECT_EQ(StatusOf("stain_profile"), kCaveat);
  before_.stain_profile = "lab 2";
  EXPECT_EQ(StatusOf("stain_profile"), kPass);
}

TEST_F(GateTest, AnotherProtocolVersionIsRefused) {
  after_.protocol_version = "1.1.0";
  EXPECT_EQ(StatusOf("protocol"), kRefuse);
  EXPECT_NE(Of("protocol").before, Of("protocol").after);
}

TEST_F(GateTest, OtherParametersAreRefusedUnlessAStainProfileMadeThem) {
  after_.protocol_sha256 = "0b";
  EXPECT_EQ(StatusOf("protocol"), kRefuse);
  after_.stain_profile = "lab 2";
  EXPECT_EQ(StatusOf("protocol"), kCaveat);
}

TEST_F(GateTest, AnotherDetectorIsRefusedAnotherProgramVersionACaveat) {
  after_.detector = "classical";
  EXPECT_EQ(StatusOf("detector"), kRefuse);
  after_.software = "1.0.1";
  EXPECT_EQ(StatusOf("software"), kCaveat);
}

TEST_F(GateTest, ThePixelSizeMayDifferByTwoPercent) {
  after_.mpp = {0.2549, 0.25};
  EXPECT_EQ(StatusOf("pixel_size"), kPass);
  after_.mpp = {0.2551, 0.25};
  EXPECT_EQ(StatusOf("pixel_size"), kCaveat);
  after_.mpp = {0.5, 0.5};  // another objective
  EXPECT_EQ(StatusOf("pixel_size"), kRefuse);
}

TEST_F(GateTest, AStainTurnedByFiveDegreesIsACaveat) {
  const StainVectors& stains = after_.stains.in_force;
  after_.stains.dab = Turned(stains, stains.dab, 3.9);
  EXPECT_EQ(StatusOf("stain_vectors"), kPass);
  after_.stains.dab = Turned(stains, stains.dab, 5.0);
  EXPECT_EQ(StatusOf("stain_vectors"), kCaveat);
  after_.stains.dab = Turned(stains, stains.dab, 12.1);
  EXPECT_EQ(StatusOf("stain_vectors"), kRefuse);
}

TEST_F(GateTest, OneStainIsEnoughForTheAngleAndNoneIsACaveat) {
  after_.stains.dab.reset();  // nothing brown is left
  EXPECT_EQ(StatusOf("stain_vectors"), kPass);
  after_.stains.hematoxylin.reset();
  EXPECT_EQ(StatusOf("stain_vectors"), kCaveat);
}

TEST_F(GateTest, SevenTenthsOfTheDabAreACaveatWhicheverSlideHasThem) {
  after_.stains.dab_strength = OpticalDensity(0.42);
  EXPECT_EQ(StatusOf("dab_strength"), kCaveat);
  std::swap(before_, after_);
  EXPECT_EQ(StatusOf("dab_strength"), kCaveat);
  after_.stains.dab_strength = OpticalDensity(0.27);
  before_.stains.dab_strength = OpticalDensity(0.42);
  EXPECT_EQ(StatusOf("dab_strength"), kRefuse);
}

TEST_F(GateTest, NothingStainedMayBeAStainingThatFailed) {
  after_.stains.dab_strength.reset();
  EXPECT_EQ(StatusOf("dab_strength"), kCaveat);
}

TEST_F(GateTest, HematoxylinAndWhitePointAreChecked) {
  after_.stains.hematoxylin_strength = OpticalDensity(0.18);
  EXPECT_EQ(StatusOf("hematoxylin_strength"), kCaveat);
  after_.stains.white_point[2] = 225.0;
  EXPECT_EQ(StatusOf("white_point"), kCaveat);
  after_.stains.white_point[2] = 180.0;
  EXPECT_EQ(StatusOf("white_point"), kRefuse);
}

TEST_F(GateTest, TheInternalControlMustBeAsDarkWithinAFifth) {
  ClassMeasurement& mantle = after_.classes[0];
  mantle.positive_dab = OpticalDensity(0.42);
  EXPECT_EQ(StatusOf("internal_control"), kPass);
  mantle.positive_dab = OpticalDensity(0.41);
  EXPECT_EQ(StatusOf("internal_control"), kCaveat);
  mantle.positive_dab = OpticalDensity(0.35);
  EXPECT_EQ(StatusOf("internal_control"), kRefuse);
}

TEST_F(GateTest, AnInternalControlWithoutAStainedCellIsRefused) {
  after_.classes[0].positive_cell_count = 19;  // specks of dirt, perhaps
  EXPECT_EQ(StatusOf("internal_control"), kRefuse);
  after_.classes[0].positive_cell_count = 0;
  after_.classes[0].positive_dab.reset();
  EXPECT_EQ(StatusOf("internal_control"), kRefuse);
  EXPECT_EQ(Of("internal_control").after, "no stained cell");
  after_.classes.erase(after_.classes.begin());
  EXPECT_EQ(StatusOf("internal_control"), kRefuse);
  EXPECT_EQ(Of("internal_control").after, "no such region");
}

TEST_F(GateTest, AnInternalControlThatLosesHalfItsStainedCellsIsACaveat) {
  after_.classes[0].positive_cell_count = 1790;
  EXPECT_EQ(StatusOf("internal_control"), kCaveat);
}

TEST_F(GateTest, ANegativeControlIsNoTissueToLose) {
  after_.classes[1].lost_percent = 30.0;
  EXPECT_EQ(StatusOf("not_evaluable"), kCaveat);
  after_.classes[1].negative_control = true;
  EXPECT_EQ(StatusOf("not_evaluable"), kPass);
}

TEST_F(GateTest, NoInternalControlIsACaveat) {
  options_.internal_controls.clear();
  EXPECT_EQ(StatusOf("internal_control"), kCaveat);
}

TEST_F(GateTest, AMarkersOwnInternalControlComesFirst) {
  options_.internal_controls = {{"", "no such"}, {"CD138", "Mantle"}};
  EXPECT_EQ(StatusOf("internal_control"), kPass);
  options_.internal_controls = {{"CD20", "Mantle"}};
  EXPECT_EQ(StatusOf("internal_control"), kCaveat);
}

TEST_F(GateTest, AnotherThicknessIsACaveatWithItsFactor) {
  after_.specimen->section_thickness_um = 4.0;
  EXPECT_EQ(StatusOf("section_thickness"), kCaveat);
  // (4 + 6) / (2 + 6)
  EXPECT_NE(Of("section_thickness").reason.find("1.25"), std::string::npos);
  after_.specimen->section_thickness_um = 0.0;
  EXPECT_EQ(Of("section_thickness").after, "not known");
  EXPECT_EQ(StatusOf("section_thickness"), kCaveat);
}

TEST_F(GateTest, WithoutASpecimenNothingOfItIsGuessed) {
  after_.specimen.reset();
  after_.scanner = "";
  for (const char* name :
       {"patient", "timepoints", "section_thickness", "scanner"}) {
    EXPECT_EQ(StatusOf(name), kCaveat) << name;
    EXPECT_EQ(Of(name).after, "not known") << name;
  }
}

TEST_F(GateTest, AnotherCloneIsACaveat) {
  after_.specimen->stain_clone = "another";
  EXPECT_EQ(StatusOf("stain_clone"), kCaveat);
}

TEST_F(GateTest, TissueThatCannotBeSeenIsSaid) {
  after_.sharpness = 0.5;
  EXPECT_EQ(StatusOf("sharpness"), kCaveat);
  after_.classes[1].out_of_focus_percent = 11.0;
  EXPECT_EQ(StatusOf("out_of_focus"), kCaveat);
  after_.classes[1].lost_percent = 51.0;
  EXPECT_EQ(StatusOf("not_evaluable"), kCaveat);  // the mantle is whole
  after_.classes[0].lost_percent = 51.0;
  EXPECT_EQ(StatusOf("not_evaluable"), kRefuse);
}

}  // namespace
}  // namespace cellquant::core
