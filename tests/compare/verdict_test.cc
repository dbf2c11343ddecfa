#include "core/compare/verdict.h"

#include <gtest/gtest.h>

#include "core/compare/tissue_needed.h"

namespace cellquant::core {
namespace {

// Independent cells, in so many blocks that these cost nothing.
Sample Independent(double count, double mm2) {
  return {.rate = {count, mm2}, .design_effect = 1.0, .effective_blocks = 1e9};
}

ChangeRules Below(double limit) {
  ChangeRules rules;
  rules.cleared_below = CellsPerSquareMillimeter(limit);
  return rules;
}

Verdict VerdictOf(const SamplePair& samples, const ChangeRules& rules) {
  return Decide(Weigh(samples, rules), rules);
}

TEST(Verdict, RestsOnTheWiderInterval) {
  SamplePair samples{Independent(100.0, 1.0), Independent(60.0, 1.0)};
  EXPECT_EQ(VerdictOf(samples, {}), Verdict::kReduced);
  const Evidence independent = Weigh(samples, {});
  samples.before.design_effect = 10.0;
  const Evidence clustered = Weigh(samples, {});
  EXPECT_GT(*clustered.ratio.high, *independent.ratio.high);
  EXPECT_LT(*clustered.ratio.low, *independent.ratio.low);
  EXPECT_EQ(VerdictOf(samples, {}), Verdict::kNotDecidable);
}

TEST(Verdict, IsUnchangedBeforeItIsReduced) {
  const SamplePair samples{Independent(1e6, 1.0), Independent(0.95e6, 1.0)};
  EXPECT_LT(*Weigh(samples, {}).ratio.high, 1.0);
  EXPECT_EQ(VerdictOf(samples, {}), Verdict::kUnchanged);
}

TEST(Verdict, AtTheLimitIsNotBelowIt) {
  const SamplePair samples{Independent(100.0, 1.0), Independent(0.0, 1.0)};
  const double bound = UpperRate({0.0, 1.0}, kOneSidedTail);
  EXPECT_EQ(VerdictOf(samples, Below(bound)), Verdict::kReduced);
  EXPECT_EQ(VerdictOf(samples, Below(bound * (1.0 + 1e-12))),
            Verdict::kCleared);
}

// With all found in groups of as many as it says, the bound is the limit.
TEST(Verdict, HoldsForGroupsThatJustMeetTheLimit) {
  const CellsPerSquareMillimeter limit(2.0);
  const double none = HoldsForGroupsOf({0.0, 12.0}, limit, 0.9);
  EXPECT_NEAR(UpperRate({0.0, 12.0 / none}, kOneSidedTail) / 0.9, 2.0, 1e-9);
  const double many = HoldsForGroupsOf({10.0, 12.0}, limit, 0.9);
  EXPECT_GT(many, 1.0);
  EXPECT_LT(many, 10.0);
  EXPECT_NEAR(UpperRate({10.0 / many, 12.0 / many}, kOneSidedTail) / 0.9, 2.0,
              1e-9);
  // Groups of more than were found: one of them, at least.
  const double few = HoldsForGroupsOf({2.0, 120.0}, limit, 0.9);
  EXPECT_GT(few, 2.0);
  EXPECT_NEAR(UpperRate({1.0, 120.0 / few}, kOneSidedTail) / 0.9, 2.0, 1e-9);
}

TEST(TissueNeeded, IsTheLeastThatDecides) {
  const SamplePair samples{Independent(20.0, 2.0), Independent(15.0, 3.0)};
  const auto needed = TissueToDecide(samples, {});
  ASSERT_TRUE(needed.has_value());
  EXPECT_EQ(needed->verdict, Verdict::kReduced);
  const double factor = needed->after.value() / 3.0;
  EXPECT_NEAR(needed->before.value(), 2.0 * factor, 1e-12);
  EXPECT_NE(
      VerdictOf({Scaled(samples.before, factor), Scaled(samples.after, factor)},
                {}),
      Verdict::kNotDecidable);
  EXPECT_EQ(VerdictOf({Scaled(samples.before, factor * 0.99),
                       Scaled(samples.after, factor * 0.99)},
                      {}),
            Verdict::kNotDecidable);
}

TEST(TissueNeeded, ForClearedIsOfTheTissueAfterOnly) {
  const SamplePair samples{Independent(1.0, 2.0), Independent(0.0, 2.0)};
  const auto needed = TissueToDecide(samples, Below(0.5));
  ASSERT_TRUE(needed.has_value());
  EXPECT_EQ(needed->verdict, Verdict::kCleared);
  EXPECT_EQ(needed->before.value(), 2.0);
  EXPECT_NEAR(needed->after.value(), 2.995732273553991 / 0.5, 0.06);
  EXPECT_GE(needed->after.value(), 2.995732273553991 / 0.5);
}

TEST(TissueNeeded, GrowsWithClusters) {
  SamplePair samples{Independent(20.0, 2.0), Independent(15.0, 3.0)};
  const double independent = TissueToDecide(samples, {})->after.value();
  samples.before.design_effect = 4.0;
  samples.after.design_effect = 4.0;
  EXPECT_NEAR(TissueToDecide(samples, {})->after.value() / independent, 4.0,
              0.2);
}

TEST(TissueNeeded, IsNothingWhereNoAmountDecides) {
  EXPECT_FALSE(
      TissueToDecide({Independent(0.0, 1.0), Independent(0.0, 1.0)}, {})
          .has_value());
  ChangeRules rules;
  rules.margin_low = 1.0 - 1e-9;
  rules.margin_high = 1.0 + 1e-9;
  EXPECT_FALSE(
      TissueToDecide({Independent(1e3, 1.0), Independent(1e3, 1.0)}, rules)
          .has_value());
}

}  // namespace
}  // namespace cellquant::core
