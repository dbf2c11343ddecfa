#include "core/compare/change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// Cells in rows of six blocks of 1 mm.
TimepointCount Blocks(const std::vector<std::uint32_t>& counts) {
  TimepointCount timepoint;
  for (const std::uint32_t count : counts) {
    const auto k = static_cast<std::int64_t>(timepoint.blocks.size());
    timepoint.blocks.push_back({k % 6, k / 6, count, SquareMillimeters(1.0)});
    timepoint.count += count;
  }
  timepoint.area = SquareMillimeters(static_cast<double>(counts.size()));
  return timepoint;
}

TimepointCount Even(std::size_t blocks, std::uint32_t count) {
  return Blocks(std::vector<std::uint32_t>(blocks, count));
}

// As a report without blocks has it.
TimepointCount NoBlocks(std::uint64_t count, double mm2) {
  return {.count = count, .area = SquareMillimeters(mm2), .blocks = {}};
}

ChangeRules Below(double limit) {
  ChangeRules rules;
  rules.cleared_below = CellsPerSquareMillimeter(limit);
  return rules;
}

Change Measured(const TimepointCount& before, const TimepointCount& after,
                const ChangeRules& rules = {}) {
  return *MeasureChange(before, after, rules);
}

TEST(Change, NoneFoundInEnoughTissueIsCleared) {
  const Change change = Measured(Even(12, 80), Even(12, 0), Below(1.0));
  EXPECT_EQ(change.verdict, Verdict::kCleared);
  EXPECT_EQ(change.reason, "< 0.250 per mm2 after, below the limit of 1");
  EXPECT_NEAR(change.upper_bound_after.value(), 2.995732273553991 / 12, 1e-12);
  EXPECT_FALSE(change.clustered_upper_bound_after.has_value());
  EXPECT_NEAR(*change.holds_for_groups_of, 12 / 2.995732273553991, 1e-12);
  EXPECT_FALSE(change.tissue_needed.has_value());
}

TEST(Change, NoneFoundInTooLittleTissueIsNotClearedButReduced) {
  const Change change = Measured(Even(4, 80), Even(2, 0), Below(1.0));
  EXPECT_EQ(change.verdict, Verdict::kReduced);
  EXPECT_THAT(change.reason, HasSubstr("< 1.50 per mm2 after, not below"));
  EXPECT_FALSE(change.holds_for_groups_of.has_value());
}

TEST(Change, WhatWasBelowTheLimitBeforeIsSaidToHaveBeen) {
  const Change change = Measured(Even(12, 0), Even(12, 0), Below(1.0));
  EXPECT_EQ(change.verdict, Verdict::kCleared);
  EXPECT_THAT(change.reason, HasSubstr("the density was below it before, too"));
}

TEST(Change, RecallRaisesTheBoundAndNotTheRatio) {
  ChangeRules rules = Below(1.0);
  const Change all = Measured(Even(12, 80), Even(12, 1), rules);
  rules.recall = 0.5;
  const Change half = Measured(Even(12, 80), Even(12, 1), rules);
  EXPECT_NEAR(half.upper_bound_after.value(),
              2.0 * all.upper_bound_after.value(), 1e-12);
  EXPECT_EQ(half.ratio.poisson.high, all.ratio.poisson.high);
}

// Few cells in one place may be one group, of which there may be more.
TEST(Change, ClearedHasToHoldForClusteredCellsToo) {
  std::vector<std::uint32_t> counts(12, 0);
  counts[3] = 6;
  const Change one_place = Measured(Even(12, 80), Blocks(counts), Below(1.5));
  EXPECT_LT(one_place.upper_bound_after.value(), 1.5);
  EXPECT_NEAR(one_place.clustered_upper_bound_after->value(),
              6 * 4.743864518390577 / 12, 1e-9);
  EXPECT_EQ(one_place.verdict, Verdict::kReduced);
  std::fill(counts.begin(), counts.begin() + 6, 1);
  counts[3] = 1;
  EXPECT_EQ(Measured(Even(12, 80), Blocks(counts), Below(1.5)).verdict,
            Verdict::kCleared);
}

TEST(Change, UnchangedIsTheEquivalenceTestAndNotAMissingDifference) {
  const Change much = Measured(Even(12, 100), Even(12, 98));
  EXPECT_EQ(much.verdict, Verdict::kUnchanged);
  EXPECT_THAT(much.reason, HasSubstr("is within 0.8 to 1.25"));
  EXPECT_GT(*much.equivalence.low, 0.8);
  EXPECT_LT(*much.equivalence.high, 1.25);
  const Change little = Measured(Even(12, 2), Even(12, 2));
  EXPECT_EQ(little.verdict, Verdict::kNotDecidable);
  ChangeRules strict;
  strict.margin_low = 0.99;
  strict.margin_high = 1.01;
  EXPECT_EQ(Measured(Even(12, 100), Even(12, 98), strict).verdict,
            Verdict::kNotDecidable);
}

// 7 % fewer cells would be "reduced" for a count of 6,000 independent ones.
TEST(Change, ASmallDifferenceInFolliclesIsNotReduced) {
  std::vector<std::uint32_t> before;
  std::vector<std::uint32_t> after;
  for (std::uint32_t k = 0; k < 12; ++k) {
    before.push_back(k % 3 == 0 ? 1300 : 100);
    after.push_back(k % 4 == 1 ? 1600 : 33);
  }
  const Change change = Measured(Blocks(before), Blocks(after));
  EXPECT_LT(*change.ratio.poisson.high, 1.0);
  EXPECT_GT(*change.ratio.clustered->high, 1.0);
  EXPECT_GT(*change.before.design_effect, 100.0);
  EXPECT_EQ(change.verdict, Verdict::kNotDecidable);
}

TEST(Change, ALargeDropInLittleTissueIsReduced) {
  const Change four = Measured(Blocks({150, 300, 350, 400}), Blocks({2, 0, 0}));
  EXPECT_EQ(four.verdict, Verdict::kReduced);
  EXPECT_THAT(four.reason, StartsWith("the ratio's 95 % interval, "));
  // Nor does it need blocks: all cells one cluster, there is still no doubt.
  const Change none = Measured(NoBlocks(1200, 3.0), NoBlocks(2, 3.0));
  EXPECT_EQ(none.before.not_assessed,
            "no counts of blocks: taken as one cluster");
  EXPECT_EQ(none.verdict, Verdict::kReduced);
}

TEST(Change, WithoutBlocksASmallChangeIsNotDecidable) {
  const Change change = Measured(NoBlocks(1200, 3.0), NoBlocks(900, 3.0));
  EXPECT_LT(*change.ratio.poisson.high, 1.0);
  EXPECT_EQ(change.verdict, Verdict::kNotDecidable);
}

TEST(Change, MoreCellsAreIncreased) {
  const Change change = Measured(Even(12, 10), Even(12, 80), Below(1.0));
  EXPECT_EQ(change.verdict, Verdict::kIncreased);
  EXPECT_NEAR(*change.ratio.value, 8.0, 1e-12);
  EXPECT_NEAR(*change.difference.value, 70.0, 1e-12);
}

TEST(Change, NoneBeforeLeavesALowerBoundAndNoRatio) {
  const Change change = Measured(Even(12, 0), Even(12, 80));
  EXPECT_EQ(change.verdict, Verdict::kIncreased);
  EXPECT_FALSE(change.ratio.value.has_value());
  EXPECT_TRUE(change.ratio.poisson.one_sided);
  EXPECT_GT(*change.ratio.poisson.low, 1.0);
  EXPECT_FALSE(change.ratio.poisson.high.has_value());
  EXPECT_EQ(change.before.not_assessed, "no positive cell found");
  EXPECT_TRUE(change.difference.poisson.low.has_value());
}

TEST(Change, NoneAfterLeavesAnUpperBound) {
  const Change change = Measured(Even(12, 80), Even(12, 0));
  EXPECT_EQ(change.ratio.value, 0.0);
  EXPECT_TRUE(change.ratio.poisson.one_sided);
  EXPECT_EQ(change.ratio.poisson.low, 0.0);
  EXPECT_LT(*change.ratio.poisson.high, 0.01);
}

TEST(Change, NoneAtBothTimesHasNoRatioAndIsNotDecidable) {
  const Change change = Measured(Even(3, 0), Even(3, 0));
  EXPECT_EQ(change.verdict, Verdict::kNotDecidable);
  EXPECT_EQ(change.reason, "no positive cell found at either timepoint");
  EXPECT_FALSE(change.ratio.value || change.ratio.poisson.low ||
               change.ratio.poisson.high || change.ratio.clustered);
  EXPECT_EQ(change.difference.value, 0.0);
  EXPECT_FALSE(change.tissue_needed.has_value());
}

TEST(Change, BootstrapStandsBesideWhereThereAreTwentyBlocks) {
  const Change many = Measured(Even(24, 80), Blocks({
                                                 9, 1, 7, 3, 5, 8, 2, 6,  //
                                                 4, 1, 9, 7, 3, 5, 8, 2,  //
                                                 6, 4, 1, 9, 7, 3, 5, 8,  //
                                             }));
  ASSERT_TRUE(many.ratio.bootstrap && many.difference.bootstrap);
  EXPECT_EQ(many.ratio.bootstrap->method, "block_bootstrap");
  EXPECT_LT(*many.ratio.bootstrap->low, *many.ratio.value);
  EXPECT_GT(*many.ratio.bootstrap->high, *many.ratio.value);
  EXPECT_EQ(many.ratio.bootstrap_refused, "");
  const Change few = Measured(Even(24, 80), Even(19, 8));
  EXPECT_FALSE(few.ratio.bootstrap || few.difference.bootstrap);
  EXPECT_EQ(few.ratio.bootstrap_refused, "after: 19 blocks, fewer than 20");
}

TEST(Change, TheOrderOfBlocksChangesNoByte) {
  std::vector<std::uint32_t> counts;
  for (std::uint32_t k = 0; k < 30; ++k) counts.push_back(k * k % 23);
  TimepointCount before = Blocks(counts);
  before.area = SquareMillimeters(0.0);
  for (CountBlock& block : before.blocks) {
    block.area = SquareMillimeters(1.0 / (1.1 + 0.1 * block.count));
    before.area = before.area + block.area;
  }
  const Change first = Measured(before, Even(24, 8));
  std::shuffle(before.blocks.begin(), before.blocks.end(), std::mt19937_64(5));
  const Change again = Measured(before, Even(24, 8));
  ASSERT_TRUE(first.ratio.bootstrap && again.ratio.bootstrap);
  EXPECT_EQ(first.before.design_effect, again.before.design_effect);
  EXPECT_EQ(first.ratio.clustered->low, again.ratio.clustered->low);
  EXPECT_EQ(first.ratio.bootstrap->low, again.ratio.bootstrap->low);
  EXPECT_EQ(first.difference.bootstrap->high, again.difference.bootstrap->high);
}

TEST(Change, HoldsTheLargestCounts) {
  const Change change =
      Measured(NoBlocks(1'000'000'000, 1e3), NoBlocks(999'999'999, 1e3));
  EXPECT_EQ(change.verdict, Verdict::kNotDecidable);
  EXPECT_NEAR(*change.ratio.poisson.high, 1.0 + 1.96 * std::sqrt(2e-9), 1e-7);
}

void ExpectFails(const TimepointCount& before, const TimepointCount& after,
                 const ChangeRules& rules, const std::string& message) {
  const auto change = MeasureChange(before, after, rules);
  ASSERT_FALSE(change.has_value());
  EXPECT_EQ(change.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_THAT(change.error().message, HasSubstr(message));
}

TEST(Change, FailsOnCountsThatCannotBe) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double area : {0.0, -1.0, 1e7, nan}) {
    ExpectFails(NoBlocks(1, area), Even(3, 1), {}, "before: the area must be");
    ExpectFails(Even(3, 1), NoBlocks(1, area), {}, "after: the area must be");
  }
  TimepointCount wrong = Even(3, 1);
  wrong.count = 4;
  ExpectFails(wrong, Even(3, 1), {}, "blocks have 3 cells in 3 mm2, not 4");
  wrong = Even(3, 1);
  wrong.area = SquareMillimeters(3.1);
  ExpectFails(Even(3, 1), wrong, {}, "after: blocks have 3 cells in 3 mm2");
  wrong.blocks[1] = wrong.blocks[0];
  ExpectFails(wrong, Even(3, 1), {}, "comes twice");
  ExpectFails(NoBlocks(1'000'000'001, 1.0), Even(3, 1), {}, "more than 1e9");
}

TEST(Change, FailsOnRulesOutOfRange) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const TimepointCount some = Even(3, 1);
  for (const double limit : {0.0, -1.0, 1e7, nan}) {
    ExpectFails(some, some, Below(limit), "the limit must be");
  }
  for (const double recall : {0.0, 1.1, nan}) {
    ChangeRules rules;
    rules.recall = recall;
    ExpectFails(some, some, rules, "recall must be");
  }
  for (const double low : {0.0, 1.0, nan}) {
    ChangeRules rules;
    rules.margin_low = low;
    ExpectFails(some, some, rules, "the margin must hold 1");
  }
  ChangeRules rules;
  rules.margin_high = 1.0;
  ExpectFails(some, some, rules, "the margin must hold 1");
  rules = {};
  rules.bootstrap.replicates = 99;
  ExpectFails(some, some, rules, "replicates must be");
}

TEST(Change, VerdictsHaveTheirNames) {
  EXPECT_EQ(VerdictName(Verdict::kCleared), "cleared");
  EXPECT_EQ(VerdictName(Verdict::kReduced), "reduced");
  EXPECT_EQ(VerdictName(Verdict::kUnchanged), "unchanged");
  EXPECT_EQ(VerdictName(Verdict::kIncreased), "increased");
  EXPECT_EQ(VerdictName(Verdict::kNotDecidable), "not_decidable");
}

}  // namespace
}  // namespace cellquant::core
