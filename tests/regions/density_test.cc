#include "core/regions/density.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

constexpr SquareMillimeters kOne{1.0};

TEST(Density, IsCountOverArea) {
  EXPECT_DOUBLE_EQ(Density(30, SquareMillimeters(0.25)).value(), 120.0);
}

// Garwood's limits as R's poisson.test(10)$conf.int gives them.
TEST(PoissonInterval, MatchesThePublishedLimitsForTen) {
  const DensityInterval interval = PoissonInterval(10, kOne);
  EXPECT_NEAR(interval.low, 4.795389, 1e-6);
  EXPECT_NEAR(interval.high, 18.390356, 1e-6);
  EXPECT_EQ(interval.method, "garwood");
  EXPECT_FALSE(interval.one_sided);
}

TEST(PoissonInterval, OfOneCellReachesFromNearZero) {
  const DensityInterval interval = PoissonInterval(1, kOne);
  EXPECT_NEAR(interval.low, 0.02531781, 1e-8);
  EXPECT_NEAR(interval.high, 5.571643, 1e-6);
}

TEST(PoissonInterval, ScalesWithTheArea) {
  EXPECT_NEAR(PoissonInterval(10, SquareMillimeters(4.0)).high, 18.390356 / 4.0,
              1e-6);
}

TEST(PoissonInterval, ZeroFoundIsAnUpperBoundNotZero) {
  const DensityInterval interval = PoissonInterval(0, SquareMillimeters(5.0));
  EXPECT_EQ(interval.low, 0.0);
  EXPECT_NEAR(interval.high, 2.995732 / 5.0, 1e-6);
  EXPECT_TRUE(interval.one_sided);
}

TEST(PoissonInterval, HoldsTheDensityOfLargeCounts) {
  const DensityInterval interval = PoissonInterval(1'000'000, kOne);
  EXPECT_LT(interval.low, 1e6);
  EXPECT_GT(interval.high, 1e6);
  EXPECT_NEAR(interval.high - interval.low, 2 * 1.96 * 1000, 10.0);
}

TEST(DensityText, HasThreeDigitsAndNoZero) {
  EXPECT_EQ(DensityText(0, kOne), "< 3.00");
  EXPECT_EQ(DensityText(0, SquareMillimeters(20.0)), "< 0.150");
  EXPECT_EQ(DensityText(12, kOne), "12.0");
  EXPECT_EQ(DensityText(1234, SquareMillimeters(0.5)), "2468");
}

TEST(DensityText, ABoundIsRoundedUpSoThatItHolds) {
  EXPECT_EQ(DensityText(0, SquareMillimeters(6.0)), "< 0.500");  // 0.49929
  EXPECT_EQ(RoundedUp(0.07), "0.0700");
}

}  // namespace
}  // namespace cellquant::core
