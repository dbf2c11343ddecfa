// How often the tests over patients are wrong, for patients as they are: each
// with a density of their own, in tissue of their own area, counted.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/compare/hodges_lehmann.h"
#include "core/compare/holm.h"
#include "core/compare/signed_rank.h"

namespace cellquant::core {
namespace {

constexpr int kCohorts = 2000;
// Two standard errors of 5 % in as many cohorts.
const double kSlack = 2.0 * std::sqrt(0.05 * 0.95 / kCohorts);

using Random = std::mt19937_64;

// Differences of density of a cohort: `center` plus noise that is symmetric.
using Sampler = std::vector<double> (*)(Random&, std::size_t patients,
                                        double center);

std::vector<double> Normal(Random& random, std::size_t patients,
                           double center) {
  std::normal_distribution<double> noise(center, 40.0);
  std::vector<double> x(patients);
  for (double& d : x) d = noise(random);
  return x;
}

std::vector<double> HeavyTails(Random& random, std::size_t patients,
                               double center) {
  std::student_t_distribution<double> noise(2.0);
  std::vector<double> x(patients);
  for (double& d : x) d = center + 20.0 * noise(random);
  return x;
}

// Few cells: many ties, many zeros where the center is 0.
std::vector<double> FewCells(Random& random, std::size_t patients,
                             double center) {
  std::poisson_distribution<int> cells(1.0);
  std::vector<double> x(patients);
  for (double& d : x) d = center + cells(random) - cells(random);
  return x;
}

// Densities before and after a therapy without effect: the patient's own,
// counted twice, in areas of which neither is the larger as a rule.
std::vector<double> WithoutEffect(Random& random, std::size_t patients,
                                  double center) {
  std::gamma_distribution<double> density(1.0, 80.0);
  std::uniform_real_distribution<double> area(1.0, 20.0);
  std::vector<double> x(patients);
  for (double& d : x) {
    const double own = density(random) + 0.01;
    const double before = area(random);
    const double after = area(random);
    d = center + std::poisson_distribution<int>(own * after)(random) / after -
        std::poisson_distribution<int>(own * before)(random) / before;
  }
  return x;
}

constexpr Sampler kSamplers[] = {Normal, HeavyTails, FewCells, WithoutEffect};

TEST(PairedSimulation, ATherapyWithoutEffectIsSeldomSignificant) {
  Random random(1);
  for (const Sampler sampler : kSamplers) {
    for (const std::size_t patients : {6U, 9U, 15U, 24U}) {
      int wrong = 0;
      for (int i = 0; i < kCohorts; ++i) {
        const auto test = WilcoxonSignedRank(sampler(random, patients, 0.0));
        if (test->p_value <= 0.05) ++wrong;
      }
      EXPECT_LE(static_cast<double>(wrong) / kCohorts, 0.05 + kSlack)
          << patients << " patients";
    }
  }
}

TEST(PairedSimulation, TheIntervalHoldsTheTrueShift) {
  Random random(2);
  for (const Sampler sampler : kSamplers) {
    for (const std::size_t patients : {6U, 9U, 15U, 24U}) {
      int held = 0;
      for (int i = 0; i < kCohorts; ++i) {
        const auto shift = EstimateShift(sampler(random, patients, -30.0));
        if (shift->low <= -30.0 && -30.0 <= shift->high) ++held;
      }
      EXPECT_GE(static_cast<double>(held) / kCohorts, 0.95 - kSlack)
          << patients << " patients";
    }
  }
}

// Twelve tests of a cohort in which nothing happened.
TEST(PairedSimulation, OfManyTestsAnyIsSeldomSignificantAfterHolm) {
  Random random(3);
  int wrong = 0;
  for (int i = 0; i < kCohorts; ++i) {
    std::vector<double> ps;
    ps.reserve(12);
    for (int test = 0; test < 12; ++test) {
      ps.push_back(WilcoxonSignedRank(WithoutEffect(random, 15, 0.0))->p_value);
    }
    for (const double p : HolmAdjusted(ps)) {
      if (p > 0.05) continue;
      ++wrong;
      break;
    }
  }
  EXPECT_LE(static_cast<double>(wrong) / kCohorts, 0.05 + kSlack);
}

// And it is of use: 15 patients of whom most lose most of their cells.
TEST(PairedSimulation, AnEffectIsSeen) {
  Random random(4);
  int seen = 0;
  for (int i = 0; i < kCohorts; ++i) {
    const auto test = WilcoxonSignedRank(Normal(random, 15, -40.0));
    if (test->p_value <= 0.05) ++seen;
  }
  EXPECT_GE(static_cast<double>(seen) / kCohorts, 0.9);
}

}  // namespace
}  // namespace cellquant::core
