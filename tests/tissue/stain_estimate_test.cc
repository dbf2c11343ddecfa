#include "core/tissue/stain_estimate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

namespace cellquant::core {
namespace {

// Turns `v` round `axis` (unit length) by an angle: Rodrigues' formula.
StainVector Turned(const StainVector& v, const StainVector& axis,
                   double degrees) {
  const double angle = degrees * std::numbers::pi / 180.0;
  const double along = axis[0] * v[0] + axis[1] * v[1] + axis[2] * v[2];
  const StainVector across = {axis[1] * v[2] - axis[2] * v[1],
                              axis[2] * v[0] - axis[0] * v[2],
                              axis[0] * v[1] - axis[1] * v[0]};
  StainVector turned{};
  for (std::size_t c = 0; c < 3; ++c) {
    turned[c] = v[c] * std::cos(angle) + across[c] * std::sin(angle) +
                axis[c] * along * (1.0 - std::cos(angle));
  }
  return turned;
}

// Noise that is the same everywhere.
class Noise {
 public:
  // From -1 to 1, triangular.
  double Next() { return Uniform() - Uniform(); }
  double Uniform() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<double>(state_ >> 33U) / 2147483648.0;
  }

 private:
  std::uint64_t state_ = 1;
};

struct Paint {
  StainVector along;
  double least = 0.35;  // optical density, from
  double most = 0.9;    // to
  int pixels = 0;
};

void Add(const Paint& paint, Noise& noise, TissueSample& sample) {
  const StainVector v = Unit(paint.along);
  for (int i = 0; i < paint.pixels; ++i) {
    const double amount =
        paint.least + (paint.most - paint.least) * noise.Uniform();
    DensitySteps steps{};
    for (std::size_t c = 0; c < 3; ++c) {
      steps[c] = static_cast<std::int16_t>(std::lround(
          std::max(0.0, amount * v[c] + 0.01 * noise.Next()) * 1024.0));
    }
    sample.pixels.push_back(steps);
  }
}

TissueSample Painted(const std::vector<Paint>& paints) {
  TissueSample sample;
  sample.tiles = 1;
  Noise noise;
  for (const Paint& paint : paints) Add(paint, noise, sample);
  return sample;
}

// Unstained nuclei, brown cells, and both in one pixel.
TissueSample TwoStains(const StainVectors& stains, int dab_pixels = 20'000) {
  const auto& [h, d] = stains;
  const StainVector both = {h[0] + d[0], h[1] + d[1], h[2] + d[2]};
  return Painted({{.along = h, .pixels = 60'000},
                  {.along = d, .pixels = dab_pixels},
                  {.along = both, .pixels = 10'000}});
}

void ExpectRefused(const StainEstimate& estimate) {
  EXPECT_FALSE(estimate.accepted());
  EXPECT_NE(estimate.hematoxylin.reason, "");
  EXPECT_NE(estimate.dab.reason, "");
}

TEST(StainEstimate, VectorsTurnedAnyWayAreRecoveredWithinTwoDegrees) {
  const StainVectors start;
  const StainVector grey = Unit({1.0, 1.0, 1.0});
  for (const StainVector& axis : {Residual(start), grey, start.dab}) {
    for (const double degrees : {-5.0, 0.0, 5.0}) {
      const StainVectors turned{Turned(start.hematoxylin, axis, degrees),
                                Turned(start.dab, axis, degrees)};
      const StainEstimate estimate = EstimateStains(TwoStains(turned), start);
      ASSERT_TRUE(estimate.accepted())
          << estimate.hematoxylin.reason << "; " << estimate.dab.reason;
      EXPECT_LT(AngleDegrees(*estimate.hematoxylin.vector, turned.hematoxylin),
                2.0);
      EXPECT_LT(AngleDegrees(*estimate.dab.vector, turned.dab), 2.0);
    }
  }
}

TEST(StainEstimate, VectorsHaveLengthOneAndNoNegativeChannel) {
  const StainEstimate estimate = EstimateStains(TwoStains({}), {});
  ASSERT_TRUE(estimate.accepted());
  for (const StainArm* arm : {&estimate.hematoxylin, &estimate.dab}) {
    const StainVector& v = *arm->vector;
    EXPECT_NEAR(v[0] * v[0] + v[1] * v[1] + v[2] * v[2], 1.0, 1e-12);
    EXPECT_GE(std::min({v[0], v[1], v[2]}), 0.0);
  }
}

TEST(StainEstimate, TheOrderOfPixelsDoesNotChangeABit) {
  TissueSample sample = TwoStains({});
  const StainEstimate there = EstimateStains(sample, {});
  std::reverse(sample.pixels.begin(), sample.pixels.end());
  const StainEstimate back = EstimateStains(sample, {});
  EXPECT_EQ(there.hematoxylin.vector, back.hematoxylin.vector);
  EXPECT_EQ(there.dab.vector, back.dab.vector);
  EXPECT_EQ(there.dab.share, back.dab.share);
}

TEST(StainEstimate, AnAllNegativeSlideInventsNoDab) {
  const StainVectors start;
  ExpectRefused(EstimateStains(
      Painted({{.along = start.hematoxylin, .pixels = 80'000}}), start));
}

TEST(StainEstimate, AnAllPositiveSlideInventsNoHematoxylin) {
  const StainVectors start;
  const auto& [h, d] = start;
  ExpectRefused(
      EstimateStains(Painted({{.along = d, .pixels = 80'000}}), start));
  ExpectRefused(EstimateStains(
      Painted(
          {{.along = {0.3 * h[0] + d[0], 0.3 * h[1] + d[1], 0.3 * h[2] + d[2]},
            .pixels = 80'000}}),
      start));
}

TEST(StainEstimate, EosinIsNotTakenForDab) {
  const StainVectors start;
  const StainEstimate estimate =
      EstimateStains(Painted({{.along = start.hematoxylin, .pixels = 40'000},
                              {.along = {0.07, 0.99, 0.11}, .pixels = 60'000}}),
                     start);
  ExpectRefused(estimate);
  EXPECT_NE(estimate.dab.reason.find("degrees from the start"),
            std::string::npos);
}

TEST(StainEstimate, AFewBrownCellsAreTooFewToSayWhatBrownIs) {
  const StainEstimate estimate = EstimateStains(TwoStains({}, 500), {});
  EXPECT_FALSE(estimate.accepted());
  const StainEstimate some = EstimateStains(TwoStains({}, 3'000), {});
  EXPECT_FALSE(some.accepted());
  EXPECT_NE(some.dab.reason.find("fewer than 5 %"), std::string::npos)
      << some.dab.reason;
}

TEST(StainEstimate, AnEmptySlideGivesNoVectors) {
  const StainEstimate estimate = EstimateStains({}, {});
  ExpectRefused(estimate);
  EXPECT_FALSE(estimate.hematoxylin.vector.has_value());
  EXPECT_FALSE(estimate.dab.vector.has_value());
}

TEST(StainEstimate, SaturatedPixelsAreLeftOut) {
  TissueSample sample = TwoStains({});
  const StainEstimate clean = EstimateStains(sample, {});
  // Dark brown under stray light is nearly grey.
  sample.pixels.resize(sample.pixels.size() + 20'000, {1200, 1250, 1300});
  const StainEstimate dark = EstimateStains(sample, {});
  EXPECT_EQ(clean.dab.vector, dark.dab.vector);
}

}  // namespace
}  // namespace cellquant::core
