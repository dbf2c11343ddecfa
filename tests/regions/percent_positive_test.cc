#include "core/regions/percent_positive.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cellquant::core {
namespace {

// R: binom.test(7, 20)$conf.int is 0.1539092 to 0.5921885.
TEST(PercentPositive, HasTheExactBinomialInterval) {
  const PercentPositive share = PercentOf(7, 20);
  EXPECT_DOUBLE_EQ(share.percent, 35.0);
  EXPECT_NEAR(share.interval.low, 15.39092, 1e-5);
  EXPECT_NEAR(share.interval.high, 59.21885, 1e-5);
  EXPECT_EQ(share.interval.method, "clopper_pearson");
  EXPECT_FALSE(share.interval.one_sided);
}

TEST(PercentPositive, OfNoneAndOfAllReachesTheEnd) {
  const double bound = 100.0 * (1.0 - std::pow(0.025, 1.0 / 10.0));
  EXPECT_EQ(PercentOf(0, 10).interval.low, 0.0);
  EXPECT_NEAR(PercentOf(0, 10).interval.high, bound, 1e-10);
  EXPECT_NEAR(PercentOf(10, 10).interval.low, 100.0 - bound, 1e-10);
  EXPECT_EQ(PercentOf(10, 10).interval.high, 100.0);
}

TEST(PercentPositive, IsNarrowForAMillionCells) {
  const PercentPositive share = PercentOf(250'000, 1'000'000);
  EXPECT_NEAR(share.interval.low, 25.0 - 0.0849, 1e-3);
  EXPECT_NEAR(share.interval.high, 25.0 + 0.0849, 1e-3);
}

}  // namespace
}  // namespace cellquant::core
