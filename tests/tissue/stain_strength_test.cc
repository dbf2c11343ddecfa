#include "core/tissue/stain_strength.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cellquant::core {
namespace {

void Add(double hematoxylin, double dab, int pixels, TissueSample& sample) {
  const StainVectors stains;
  const StainVector h = Unit(stains.hematoxylin);
  const StainVector d = Unit(stains.dab);
  DensitySteps steps{};
  for (std::size_t c = 0; c < 3; ++c) {
    steps[c] = static_cast<std::int16_t>(
        std::lround((hematoxylin * h[c] + dab * d[c]) * 1024.0));
  }
  sample.pixels.insert(sample.pixels.end(), static_cast<std::size_t>(pixels),
                       steps);
}

TEST(StainStrength, HematoxylinIsThatOfUnstainedNuclei) {
  TissueSample sample;
  Add(0.15, 0.0, 5'000, sample);  // matrix
  Add(0.60, 0.0, 5'000, sample);  // nuclei
  Add(1.20, 0.5, 9'000, sample);  // under DAB: not asked
  const StainStrengths strengths = MeasureStrengths(sample, {});
  ASSERT_TRUE(strengths.hematoxylin.density);
  EXPECT_NEAR(strengths.hematoxylin.density->value(), 0.60, 0.01);
  EXPECT_EQ(strengths.hematoxylin.pixels, 10'000U);
}

TEST(StainStrength, DabIsThatOfStainedPixels) {
  TissueSample sample;
  Add(0.3, 0.0, 9'000, sample);
  Add(0.2, 0.5, 9'000, sample);
  const StainStrengths strengths = MeasureStrengths(sample, {});
  ASSERT_TRUE(strengths.dab.density);
  EXPECT_NEAR(strengths.dab.density->value(), 0.5, 0.01);
  EXPECT_EQ(strengths.dab.pixels, 9'000U);
}

TEST(StainStrength, TooFewPixelsGiveAReasonAndNoNumber) {
  TissueSample sample;
  Add(0.3, 0.0, 900'000, sample);
  Add(0.0, 0.5, 3'000, sample);  // 0.33 %
  const StainStrengths strengths = MeasureStrengths(sample, {});
  EXPECT_TRUE(strengths.hematoxylin.density);
  EXPECT_FALSE(strengths.dab.density);
  EXPECT_EQ(strengths.dab.reason, "3000 pixels show DAB, fewer than 4515");
  EXPECT_FALSE(MeasureStrengths({}, {}).hematoxylin.density);
}

TEST(StainStrength, TheFactorLeadsToTheReferenceAndHasBounds) {
  EXPECT_DOUBLE_EQ(HematoxylinFactor(OpticalDensity(0.26)), 1.0);
  EXPECT_DOUBLE_EQ(HematoxylinFactor(OpticalDensity(0.20)), 1.3);
  EXPECT_DOUBLE_EQ(HematoxylinFactor(OpticalDensity(0.10)), 2.0);
  EXPECT_DOUBLE_EQ(HematoxylinFactor(OpticalDensity(2.00)), 0.5);
}

}  // namespace
}  // namespace cellquant::core
