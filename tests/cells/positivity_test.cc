#include "core/cells/positivity.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

Measurement With(double nucleus, double membrane, double cytoplasm) {
  return {OpticalDensity(nucleus), OpticalDensity(membrane),
          OpticalDensity(cytoplasm), OpticalDensity(0.3)};
}

const Measurement kStainedNucleus = With(0.6, 0.1, 0.1);

TEST(Positivity, LooksIntoItsCompartmentOnly) {
  PositivityRule rule;
  rule.compartment = Compartment::kNucleus;
  EXPECT_EQ(Classify(With(0.6, 0, 0), {}, rule), CellClass::kPositive);
  EXPECT_EQ(Classify(With(0, 0.6, 0.6), {}, rule), CellClass::kNegative);
  rule.compartment = Compartment::kMembrane;
  EXPECT_EQ(Classify(With(0, 0.6, 0), {}, rule), CellClass::kPositive);
  EXPECT_EQ(Classify(With(0.6, 0, 0.6), {}, rule), CellClass::kNegative);
  rule.compartment = Compartment::kCytoplasm;
  EXPECT_EQ(Classify(With(0, 0, 0.6), {}, rule), CellClass::kPositive);
  EXPECT_EQ(Classify(With(0.6, 0.6, 0), {}, rule), CellClass::kNegative);
}

TEST(Positivity, BeginsAtTheThresholdAndEquivocalBelowIt) {
  const PositivityRule rule;  // nucleus, 0.15 to 0.20
  EXPECT_EQ(Classify(With(0.2, 0, 0), {}, rule), CellClass::kPositive);
  EXPECT_EQ(Classify(With(0.199, 0, 0), {}, rule), CellClass::kEquivocal);
  EXPECT_EQ(Classify(With(0.15, 0, 0), {}, rule), CellClass::kEquivocal);
  EXPECT_EQ(Classify(With(0.149, 0, 0), {}, rule), CellClass::kNegative);
}

TEST(Positivity, ByDensityLooksAtNoShare) {
  const PositivityRule rule;
  EXPECT_EQ(Classify(kStainedNucleus, 0.0, rule), CellClass::kPositive);
  EXPECT_EQ(Classify(With(0, 0, 0), 1.0, rule), CellClass::kNegative);
}

TEST(Positivity, ByClassComparesTheShareAndNotTheDensity) {
  PositivityRule rule;
  rule.decided_by = DecidedBy::kNetworkClass;
  EXPECT_EQ(Classify(kStainedNucleus, 0.49, rule), CellClass::kNegative);
  EXPECT_EQ(Classify(With(0.16, 0, 0), 0.49, rule), CellClass::kNegative);
  EXPECT_EQ(Classify(kStainedNucleus, 0.5, rule), CellClass::kPositive);
}

TEST(Positivity, ByBothTheClassHasAVeto) {
  PositivityRule rule;
  rule.decided_by = DecidedBy::kBoth;
  EXPECT_EQ(Classify(kStainedNucleus, 0.5, rule), CellClass::kPositive);
  EXPECT_EQ(Classify(kStainedNucleus, 0.49, rule), CellClass::kNegative);
  EXPECT_EQ(Classify(With(0.16, 0, 0), 0.5, rule), CellClass::kEquivocal);
  EXPECT_EQ(Classify(With(0.16, 0, 0), 0.49, rule), CellClass::kNegative);
  EXPECT_EQ(Classify(With(0.1, 0, 0), 1.0, rule), CellClass::kNegative);
}

TEST(Positivity, WithoutAClassTheDensityDecides) {
  PositivityRule rule;
  for (const DecidedBy by : {DecidedBy::kNetworkClass, DecidedBy::kBoth}) {
    rule.decided_by = by;
    EXPECT_EQ(EffectiveDecision(rule, true), by);
    EXPECT_EQ(EffectiveDecision(rule, false), DecidedBy::kOpticalDensity);
    EXPECT_EQ(Classify(kStainedNucleus, std::nullopt, rule),
              CellClass::kPositive);
  }
}

TEST(Positivity, TheShareIsThatOfTheProtocolsCompartment) {
  const NetworkVerdict verdict{0.9, 0.25, 0.75};
  EXPECT_EQ(ClassShare(verdict, Compartment::kNucleus), 0.25);
  EXPECT_EQ(ClassShare(verdict, Compartment::kMembrane), 0.75);
  EXPECT_EQ(ClassShare(verdict, Compartment::kCytoplasm), 0.75);
  EXPECT_EQ(ClassShare(std::nullopt, Compartment::kNucleus), std::nullopt);
}

}  // namespace
}  // namespace cellquant::core
