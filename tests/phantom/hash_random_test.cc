#include "core/phantom/hash_random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cellquant::core {
namespace {

TEST(HashRandom, GivesTheSameNumbersForTheSamePlace) {
  HashRandom a(7, RandomStream::kCell, -3, 12);
  HashRandom b(7, RandomStream::kCell, -3, 12);
  for (int k = 0; k < 10; ++k) EXPECT_EQ(a.Bits(), b.Bits());
}

TEST(HashRandom, GivesOtherNumbersForAnotherSeedStreamOrPlace) {
  const auto first = [](HashRandom random) { return random.Bits(); };
  const auto bits = first({7, RandomStream::kCell, 1, 2});
  EXPECT_NE(bits, first({8, RandomStream::kCell, 1, 2}));
  EXPECT_NE(bits, first({7, RandomStream::kStain, 1, 2}));
  EXPECT_NE(bits, first({7, RandomStream::kCell, 2, 1}));
}

TEST(HashRandom, IsTheSameOnEveryMachine) {
  EXPECT_EQ(Mix64(1), 0x5692161D100B05E5ULL);
}

TEST(HashRandom, IsUniform) {
  double sum = 0.0;
  double squares = 0.0;
  constexpr int kCount = 20000;
  for (int k = 0; k < kCount; ++k) {
    const double u = HashRandom(3, RandomStream::kCell, k, -k).Uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
    squares += u * u;
  }
  EXPECT_NEAR(sum / kCount, 0.5, 0.01);
  EXPECT_NEAR(squares / kCount, 1.0 / 3.0, 0.01);
}

TEST(ValueNoise, IsContinuousAcrossItsLattice) {
  for (const double x : {-2.0, 0.0, 5.0}) {
    EXPECT_NEAR(ValueNoise(1, 0, x - 1e-7, 0.3), ValueNoise(1, 0, x, 0.3),
                1e-6);
  }
}

}  // namespace
}  // namespace cellquant::core
