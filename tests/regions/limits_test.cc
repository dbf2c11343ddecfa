#include "core/regions/limits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/regions/density.h"

namespace cellquant::core {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double Bound(std::uint64_t count, double area, double recall = 1.0) {
  return UpperBound(count, SquareMillimeters(area), recall)->value();
}

double AreaFor(double below, std::uint64_t found = 0, double recall = 1.0) {
  return AreaToClaimBelow(CellsPerSquareMillimeter(below), found, recall)
      ->value();
}

Result<DetectionLimits> Limits(std::uint64_t false_positives,
                               double control_area, double area,
                               double recall = 1.0) {
  return LimitsAgainst({false_positives, SquareMillimeters(control_area)},
                       SquareMillimeters(area), recall);
}

// By logarithms and sums, not by the incomplete gamma function under test.
double Probability(std::uint64_t count, double mean) {
  const auto k = static_cast<double>(count);
  return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
}

double ChanceToReach(std::uint64_t count, double mean) {
  double less = 0.0;
  for (std::uint64_t k = 0; k < count; ++k) less += Probability(k, mean);
  return 1.0 - less;
}

TEST(UpperBound, OfZeroFoundIsThreeOverTheArea) {
  EXPECT_NEAR(Bound(0, 1.0), 2.995732, 1e-6);
  EXPECT_NEAR(Bound(0, 5.0), 0.599146, 1e-6);
  EXPECT_NEAR(Bound(0, 20.0), 0.149787, 1e-6);
  EXPECT_NEAR(Bound(0, 1.0), -std::log(0.05), 1e-14);
}

TEST(UpperBound, OfZeroFoundIsTheReportsBound) {
  for (const double area : {0.03, 1.0, 7.0}) {
    const SquareMillimeters mm2(area);
    EXPECT_NEAR(Bound(0, area) / PoissonInterval(0, mm2).high, 1.0, 1e-14);
  }
}

// scipy.stats.chi2.ppf(0.95, 2 * n + 2) / 2 / (a * r), scipy 1.10.1.
TEST(UpperBound, MatchesScipy) {
  EXPECT_NEAR(Bound(1, 2.0), 2.3719322591952885, 1e-12);
  EXPECT_NEAR(Bound(10, 4.0, 0.9), 4.711727565478307, 1e-12);
  EXPECT_NEAR(Bound(1'000'000, 1.0), 1001646.4227676168, 1e-6);
}

TEST(UpperBound, IsWhereAsFewAreFoundInOneOfTwentySamples) {
  for (const std::uint64_t count : {0U, 1U, 4U, 30U}) {
    EXPECT_NEAR(1.0 - ChanceToReach(count + 1, Bound(count, 1.0)), 0.05, 1e-12);
  }
}

TEST(UpperBound, GrowsWithTheCountAndShrinksWithAreaAndRecall) {
  for (std::uint64_t count = 0; count < 50; ++count) {
    EXPECT_LT(Bound(count, 2.0), Bound(count + 1, 2.0));
    EXPECT_GT(Bound(count, 2.0), Bound(count, 2.1));
    EXPECT_GT(Bound(count, 2.0, 0.9), Bound(count, 2.0, 0.91));
    EXPECT_GT(Bound(count, 2.0), static_cast<double>(count) / 2.0);
  }
}

TEST(UpperBound, RefusesWhatIsNoMeasurement) {
  for (const double area : {0.0, -1.0, 1e-7, 1e7, kNan, kInfinity}) {
    const auto bound = UpperBound(0, SquareMillimeters(area), 1.0);
    ASSERT_FALSE(bound.has_value()) << area;
    EXPECT_EQ(bound.error().reason, ErrorReason::kInvalidArgument);
  }
  for (const double recall : {0.0, -0.5, 1.0001, kNan, kInfinity}) {
    EXPECT_FALSE(UpperBound(0, SquareMillimeters(1.0), recall)) << recall;
  }
  const std::uint64_t too_many = 1'000'000'001;
  EXPECT_FALSE(UpperBound(too_many, SquareMillimeters(1.0), 1.0));
  EXPECT_TRUE(UpperBound(too_many - 1, SquareMillimeters(1.0), 1.0));
}

TEST(AreaToClaimBelow, IsTheInverseOfTheUpperBound) {
  EXPECT_NEAR(AreaFor(1.0), 2.995732, 1e-6);
  EXPECT_NEAR(AreaFor(0.15), 19.97155, 1e-5);
  for (const std::uint64_t found : {0U, 1U, 12U, 1'000'000U}) {
    for (const double recall : {0.3, 1.0}) {
      const double area = AreaFor(20.0, found, recall);
      EXPECT_NEAR(Bound(found, area, recall), 20.0, 1e-11) << found;
    }
  }
}

TEST(AreaToClaimBelow, RefusesWhatIsNoMeasurement) {
  for (const double below : {0.0, -1.0, kNan, kInfinity}) {
    EXPECT_FALSE(AreaToClaimBelow(CellsPerSquareMillimeter(below), 0, 1.0));
  }
  EXPECT_FALSE(AreaToClaimBelow(CellsPerSquareMillimeter(1.0), 0, 0.0));
}

struct Reference {
  std::uint64_t false_positives;
  double control_area;
  double area;
  std::uint64_t decision_count;
  double detection;
};

// With scipy 1.10.1, for b false positives in a0 and a sample of a: the least n
// with scipy.stats.binom.sf(n - 1, n + b, a / (a + a0)) <= 0.05, and
// chi2.ppf(0.95, 2 * n) / 2 / a - (chi2.ppf(0.05, 2 * b) / 2 / a0 if b else 0).
TEST(LimitsAgainst, MatchesScipy) {
  const Reference references[] = {
      {0, 5.0, 5.0, 5, 1.8307038053275146},
      {0, 1.0, 50.0, 152, 3.456630427802665},
      {0, 100.0, 1.0, 1, 2.9957322735539895},
      {2, 50.0, 5.0, 2, 0.9416656734641422},
      {3, 10.0, 5.0, 6, 2.0208378370319116},
      {30, 20.0, 20.0, 46, 1.8050457813569272},
      {100, 10.0, 1.0, 17, 15.887255961815663},
      {1'000'000, 5.0, 5.0, 1'002'329, 1124.1242359571334},
  };
  for (const Reference& r : references) {
    const auto limits = Limits(r.false_positives, r.control_area, r.area);
    ASSERT_TRUE(limits.has_value()) << r.false_positives;
    EXPECT_EQ(limits->decision_count, r.decision_count);
    EXPECT_EQ(limits->decision.value(),
              static_cast<double>(r.decision_count) / r.area);
    EXPECT_NEAR(
        limits->detection.value(), r.detection,
        1e-9 * r.detection + 1e-15 * static_cast<double>(r.decision_count));
  }
}

constexpr double kMeans[] = {0.05, 0.5, 1.0, 3.0, 10.0, 40.0};
constexpr double kAreas[] = {0.1, 0.5, 1.0, 3.0, 10.0};
constexpr std::uint64_t kAllButNever = 150;  // counts at means up to 40

// Of a sample that holds no cell and a control of 1 mm2, both with false
// positives at the same rate: how often the sample reaches its limit.
double FalseAlarms(double rate, double area) {
  double alarms = 0.0;
  for (std::uint64_t b = 0; b < kAllButNever; ++b) {
    alarms += Probability(b, rate) *
              ChanceToReach(Limits(b, 1.0, area)->decision_count, rate * area);
  }
  return alarms;
}

TEST(LimitsAgainst, RaisesAFalseAlarmInLessThanOneOfTwentySamples) {
  double most = 0.0;
  for (const double rate : kMeans) {
    for (const double area : kAreas) {
      const double alarms = FalseAlarms(rate, area);
      EXPECT_LE(alarms, 0.05) << rate << " per mm2 in " << area;
      most = std::max(most, alarms);
    }
  }
  EXPECT_GT(most, 0.04);  // or the limits would be needlessly high
}

// How often the control leads to a detection limit that keeps its promise: at
// that density the decision limit is reached in at least 95 % of samples.
double PromisesKept(double rate, double area, double recall) {
  double kept = 0.0;
  for (std::uint64_t b = 0; b < kAllButNever; ++b) {
    const auto limits = Limits(b, 1.0, area, recall);
    const double mean = (rate + recall * limits->detection.value()) * area;
    const bool reached =
        ChanceToReach(limits->decision_count, mean) >= 0.95 - 1e-9;
    if (reached) kept += Probability(b, rate);
  }
  return kept;
}

TEST(LimitsAgainst, DetectsItsDetectionLimitWhateverTheFalsePositives) {
  for (const double rate : kMeans) {
    for (const double area : kAreas) {
      EXPECT_GE(PromisesKept(rate, area, 0.8), 0.95 - 1e-9)
          << rate << " per mm2 in " << area;
    }
  }
}

TEST(LimitsAgainst, AskForMoreWhereTheControlHasMore) {
  for (std::uint64_t b = 0; b < 100; ++b) {
    const auto fewer = Limits(b, 4.0, 3.0);
    const auto more = Limits(b + 1, 4.0, 3.0);
    EXPECT_LE(fewer->decision_count, more->decision_count);
    EXPECT_GT(fewer->decision.value(), static_cast<double>(b) / 4.0);
    EXPECT_GT(fewer->detection.value(),
              fewer->decision.value() - static_cast<double>(b) / 4.0);
  }
}

TEST(LimitsAgainst, DetectLessWithLessRecall) {
  EXPECT_NEAR(Limits(3, 10.0, 5.0, 0.5)->detection.value(),
              2.0 * Limits(3, 10.0, 5.0)->detection.value(), 1e-12);
  EXPECT_EQ(Limits(3, 10.0, 5.0, 0.5)->decision_count,
            Limits(3, 10.0, 5.0)->decision_count);
}

// 1.645 sqrt(2B) above B, and for the detection 1.645 (sqrt(2B) + 2 sqrt(B)).
TEST(LimitsAgainst, ApproachTheNormalOnesForManyCountsAndEqualAreas) {
  const auto limits = Limits(1'000'000, 1.0, 1.0);
  EXPECT_NEAR(limits->decision.value() - 1e6, 1.6449 * std::sqrt(2e6), 5.0);
  EXPECT_NEAR(limits->detection.value(), 1.6449 * (std::sqrt(2.0) + 2.0) * 1e3,
              10.0);
  EXPECT_GT(limits->detection.value(), 2.71 + 4.65 * 1e3);  // Currie's
}

TEST(LimitsAgainst, HoldTinyAreas) {
  const auto limits = Limits(0, 1e6, 1e-6);
  EXPECT_EQ(limits->decision_count, 1U);
  EXPECT_NEAR(limits->detection.value(), 2.995732e6, 1.0);
}

TEST(LimitsAgainst, RefuseAControlThatSaysNothing) {
  const auto limits = Limits(0, 1e-6, 1e6);
  ASSERT_FALSE(limits.has_value());
  EXPECT_EQ(limits.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_NE(limits.error().message.find("says nothing"), std::string::npos);
}

TEST(LimitsAgainst, RefuseWhatIsNoMeasurement) {
  for (const double bad : {0.0, -1.0, kNan, kInfinity}) {
    EXPECT_FALSE(Limits(1, bad, 1.0)) << bad;
    EXPECT_FALSE(Limits(1, 1.0, bad)) << bad;
    EXPECT_FALSE(Limits(1, 1.0, 1.0, bad)) << bad;
  }
  EXPECT_FALSE(Limits(1'000'000'001, 1.0, 1.0));
}

}  // namespace
}  // namespace cellquant::core
