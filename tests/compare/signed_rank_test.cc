#include "core/compare/signed_rank.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/compare/paired_vectors.h"

namespace cellquant::core {
namespace {

double P(const std::vector<double>& differences) {
  return WilcoxonSignedRank(differences)->p_value;
}

std::vector<double> OneTo(std::size_t n) {
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<double>(i + 1);
  return x;
}

TEST(SignedRank, AgreesWithRAndWithCountingOut) {
  const auto vectors = PairedVectors();
  ASSERT_EQ(vectors.size(), 64U);
  for (const PairedVector& v : vectors) {
    const auto test = WilcoxonSignedRank(v.differences);
    ASSERT_TRUE(test) << v.by;
    EXPECT_EQ(test->positive_rank_sum, v.positive_rank_sum) << v.by;
    EXPECT_NEAR(test->p_value / v.p_value, 1.0, 1e-9)
        << v.by << ", " << v.differences.size() << " differences";
  }
}

TEST(SignedRank, OfSixThatAllFellIsOneOfThirtyTwo) {
  const auto test = WilcoxonSignedRank({-5, -1, -9, -2, -7, -3});
  EXPECT_EQ(test->p_value, 2.0 / 64.0);
  EXPECT_EQ(test->positive_rank_sum, 0.0);
  EXPECT_EQ(test->negative_rank_sum, 21.0);
  EXPECT_EQ(test->zeros, 0U);
  EXPECT_FALSE(test->ties);
}

TEST(SignedRank, ZerosKeepTheirRanksByPratt) {
  // Ranks 1.5 of the zeros are dropped; without them the ranks would begin
  // at 1.
  const auto test = WilcoxonSignedRank({0, 0, 1, -2, 3, 4, 5, 6});
  EXPECT_EQ(test->zeros, 2U);
  EXPECT_EQ(test->positive_rank_sum, 3.0 + 5.0 + 6.0 + 7.0 + 8.0);
  EXPECT_EQ(test->negative_rank_sum, 4.0);
}

// The example of Pratt's paper: were the 0 dropped before ranking, the first
// sample would have 0.034 and speak less for a rise than the second, in which
// all are lower.
TEST(SignedRank, LowerDifferencesDoNotSpeakMoreForARise) {
  const std::vector<double> x = {0, 2, 3, 4, 6, 7, 8, 9, 11, 14, 15, 17, -18};
  std::vector<double> lower = x;
  for (double& d : lower) d -= 1.0;
  EXPECT_LT(P(x), P(lower));
  EXPECT_EQ(P(x), 98.0 / 4096.0);
  EXPECT_NEAR(P(lower), 0.028076171875, 1e-15);
  EXPECT_EQ(P(std::vector<double>(9, 0.0)), 1.0);
}

TEST(SignedRank, TiesShareTheirRanks) {
  const auto test = WilcoxonSignedRank({2, 2, -2, 1, 4, 5});
  EXPECT_TRUE(test->ties);
  EXPECT_EQ(test->positive_rank_sum, 1.0 + 3.0 + 3.0 + 5.0 + 6.0);
  EXPECT_EQ(test->negative_rank_sum, 3.0);
  EXPECT_FALSE(WilcoxonSignedRank({0, 0, -2, 1, 4, 5})->ties);
}

TEST(SignedRank, DependsNeitherOnOrderNorOnSignNorOnUnit) {
  const std::vector<double> x = {3, 0, -1, 7, 2, -2, 9, 4};
  std::vector<double> other = {4, 9, -2, 2, 7, -1, 0, 3};
  EXPECT_EQ(P(x), P(other));
  for (double& d : other) d *= -1024.0;
  EXPECT_EQ(P(x), P(other));
}

// Whatever the sizes: of all signs that they can have, at most the share of
// `p` has a p-value of `p` or less.
TEST(SignedRank, IsRightAboutHowOftenItIsWrong) {
  for (const std::vector<double>& sizes :
       {OneTo(9), {1, 1, 2, 2, 2, 3, 8}, {0, 0, 0, 1, 1, 1, 5, 6, 7, 7}}) {
    const std::size_t all = 1U << sizes.size();
    std::vector<double> ps;
    for (std::size_t signs = 0; signs < all; ++signs) {
      std::vector<double> x = sizes;
      for (std::size_t i = 0; i < x.size(); ++i) {
        if ((signs >> i & 1U) != 0) x[i] = -x[i];
      }
      ps.push_back(P(x));
    }
    std::sort(ps.begin(), ps.end());
    for (std::size_t i = 0; i < all; ++i) {
      const auto rank = std::upper_bound(ps.begin(), ps.end(), ps[i]);
      EXPECT_LE(static_cast<double>(rank - ps.begin()),
                ps[i] * static_cast<double>(all) * (1.0 + 1e-12));
    }
  }
}

TEST(SignedRank, OfAThousandIsAsSmallAsTwoToTheMinus999) {
  EXPECT_EQ(P(OneTo(1000)), std::exp2(-999.0));
  EXPECT_EQ(P(std::vector<double>(1000, -1.0)), std::exp2(-999.0));
  std::vector<double> signs(1000);
  for (std::size_t i = 0; i < 1000; ++i) signs[i] = i % 2 == 0 ? 1.0 : -1.0;
  EXPECT_NEAR(P(signs), 1.0, 1e-12);
}

TEST(SignedRank, RefusesWhatItCannotTest) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  for (const std::vector<double>& x :
       {OneTo(0), OneTo(5), OneTo(1001), {1, 2, 3, 4, 5, kNan}}) {
    const auto test = WilcoxonSignedRank(x);
    ASSERT_FALSE(test);
    EXPECT_EQ(test.error().reason, ErrorReason::kInvalidArgument);
  }
}

}  // namespace
}  // namespace cellquant::core
