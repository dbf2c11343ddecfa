#include "core/compare/hodges_lehmann.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/compare/signed_rank.h"
#include "tests/compare/paired_vectors.h"

namespace cellquant::core {
namespace {

TEST(HodgesLehmann, AgreesWithRAndWithCountingOut) {
  std::size_t checked = 0;
  for (const PairedVector& v : PairedVectors()) {
    if (v.interval.empty()) continue;
    ++checked;
    const auto shift = EstimateShift(v.differences);
    ASSERT_TRUE(shift) << v.by;
    const double unit = 1.0 + std::abs(v.interval[0]);
    EXPECT_NEAR(shift->estimate, v.interval[0], 1e-9 * unit) << v.by;
    EXPECT_NEAR(shift->low, v.interval[1], 1e-9 * unit) << v.by;
    EXPECT_NEAR(shift->high, v.interval[2], 1e-9 * unit) << v.by;
  }
  EXPECT_EQ(checked, 50U);
}

TEST(HodgesLehmann, OfSixIsFromTheSmallestToTheLargest) {
  const auto shift = EstimateShift({-50, -10, -90, -20, -75, -30});
  EXPECT_EQ(shift->low, -90.0);
  EXPECT_EQ(shift->high, -10.0);
  EXPECT_EQ(shift->confidence, 1.0 - 2.0 / 64.0);
}

TEST(HodgesLehmann, CoversAtLeastNinetyFivePercentAndNotMuchMore) {
  std::vector<double> x = {1, 2, 3, 4, 5};
  for (std::size_t n = 6; n < 60; ++n) {
    x.push_back(static_cast<double>(n * n));
    const double confidence = EstimateShift(x)->confidence;
    EXPECT_GE(confidence, 0.95);
    EXPECT_LT(confidence, n < 12 ? 0.98 : 0.96) << n;
  }
}

// Its ends are the shifts that the test just does not reject.
TEST(HodgesLehmann, AgreesWithTheTestWhereThereAreNoTies) {
  const std::vector<double> x = {3.1, -2.7, 8.3, 11.9, 0.4, 5.6, -1.3, 7.2};
  const auto shift = EstimateShift(x);
  const auto p_of = [&](double center) {
    std::vector<double> moved = x;
    for (double& d : moved) d -= center;
    return WilcoxonSignedRank(moved)->p_value;
  };
  EXPECT_GT(p_of(shift->low + 1e-6), 0.05);
  EXPECT_LE(p_of(shift->low - 1e-6), 0.05);
  EXPECT_GT(p_of(shift->high - 1e-6), 0.05);
  EXPECT_LE(p_of(shift->high + 1e-6), 0.05);
}

TEST(HodgesLehmann, MovesWithTheDifferences) {
  const std::vector<double> x = {1, 5, 2, 8, -4, 9, 0};
  std::vector<double> moved = x;
  for (double& d : moved) d += 100.0;
  const auto a = EstimateShift(x);
  const auto b = EstimateShift(moved);
  EXPECT_EQ(b->estimate, a->estimate + 100.0);
  EXPECT_EQ(b->low, a->low + 100.0);
  EXPECT_EQ(b->high, a->high + 100.0);
}

TEST(HodgesLehmann, RefusesFewerThanSixPairs) {
  EXPECT_EQ(EstimateShift({1, 2, 3, 4, 5}).error().reason,
            ErrorReason::kInvalidArgument);
}

}  // namespace
}  // namespace cellquant::core
