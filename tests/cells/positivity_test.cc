#include "core/cells/positivity.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

const Measurement kStainedNucleus{OpticalDensity(0.6), OpticalDensity(0.1),
                                  OpticalDensity(0.3)};

TEST(Positivity, ByDensityLooksIntoTheCompartmentAndAtNoShare) {
  PositivityRule rule;
  rule.compartment = Compartment::kNucleus;
  EXPECT_EQ(Classify(kStainedNucleus, 0.0, rule), CellClass::kPositive);
  rule.compartment = Compartment::kCytoplasm;
  EXPECT_EQ(Classify(kStainedNucleus, 1.0, rule), CellClass::kNegative);
}

TEST(Positivity, ByClassComparesTheShareAndNotTheDensity) {
  PositivityRule rule;
  rule.decided_by = DecidedBy::kNetworkClass;
  EXPECT_EQ(Classify(kStainedNucleus, 0.49, rule), CellClass::kNegative);
  EXPECT_EQ(Classify(kStainedNucleus, 0.5, rule), CellClass::kPositive);
}

TEST(Positivity, ByBothNeedsShareAndDensity) {
  PositivityRule rule;
  rule.decided_by = DecidedBy::kBoth;
  EXPECT_EQ(Classify(kStainedNucleus, 0.5, rule), CellClass::kPositive);
  EXPECT_EQ(Classify(kStainedNucleus, 0.49, rule), CellClass::kNegative);
  rule.compartment = Compartment::kCytoplasm;  // 0.1, below the threshold
  EXPECT_EQ(Classify(kStainedNucleus, 1.0, rule), CellClass::kNegative);
  EXPECT_EQ(EffectiveDecision(rule, false), DecidedBy::kOpticalDensity);
}

TEST(Positivity, WithoutAClassTheDensityDecides) {
  PositivityRule rule;
  rule.decided_by = DecidedBy::kNetworkClass;
  EXPECT_EQ(EffectiveDecision(rule, true), DecidedBy::kNetworkClass);
  EXPECT_EQ(EffectiveDecision(rule, false), DecidedBy::kOpticalDensity);
  EXPECT_EQ(Classify(kStainedNucleus, std::nullopt, rule),
            CellClass::kPositive);
}

TEST(Positivity, TheShareIsThatOfTheProtocolsCompartment) {
  const NetworkVerdict verdict{0.9, 0.25, 0.75};
  EXPECT_EQ(ClassShare(verdict, Compartment::kNucleus), 0.25);
  EXPECT_EQ(ClassShare(verdict, Compartment::kCytoplasm), 0.75);
  EXPECT_EQ(ClassShare(std::nullopt, Compartment::kNucleus), std::nullopt);
}

}  // namespace
}  // namespace cellquant::core
