#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core.hpp>

#include "core/stain/optical_density.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

constexpr WhitePoint kWhite{240.0, 240.0, 240.0};

// What a pixel with these amounts of stain looks like (Beer-Lambert).
cv::Mat3b Stained(double hematoxylin, double dab) {
  const StainVector h = Unit(StainVectors{}.hematoxylin);
  const StainVector d = Unit(StainVectors{}.dab);
  cv::Vec3b color;
  for (int c = 0; c < 3; ++c) {
    const auto i = static_cast<std::size_t>(c);
    color[c] = cv::saturate_cast<unsigned char>(
        240.0 * std::pow(10.0, -(hematoxylin * h[i] + dab * d[i])));
  }
  return cv::Mat3b(1, 1, color);
}

StainPlanes Separated(const cv::Mat3b& rgb) {
  StainVectors stains;
  stains = {Unit(stains.hematoxylin), Unit(stains.dab)};
  return SeparateStains(ToOpticalDensity(rgb, kWhite), stains);
}

TEST(OpticalDensity, IsZeroOnEmptyGlass) {
  const auto density =
      ToOpticalDensity(cv::Mat3b(1, 1, cv::Vec3b(240, 240, 240)), kWhite);
  EXPECT_EQ(density.pixels(0, 0), cv::Vec3f(0, 0, 0));
}

TEST(OpticalDensity, BrighterThanBackgroundIsZeroNotNegative) {
  const auto density =
      ToOpticalDensity(cv::Mat3b(1, 1, cv::Vec3b(255, 250, 241)), kWhite);
  EXPECT_EQ(density.pixels(0, 0), cv::Vec3f(0, 0, 0));
}

TEST(OpticalDensity, ATenthOfTheLightIsOne) {
  const auto density =
      ToOpticalDensity(cv::Mat3b(1, 1, cv::Vec3b(24, 24, 24)), kWhite);
  EXPECT_NEAR(density.pixels(0, 0)[0], 1.0, 1e-3);
}

TEST(OpticalDensity, BlackIsFinite) {
  const auto density =
      ToOpticalDensity(cv::Mat3b(1, 1, cv::Vec3b(0, 0, 0)), kWhite);
  EXPECT_NEAR(density.pixels(0, 0)[0], std::log10(240.0), 1e-3);
}

TEST(OpticalDensity, IsAMultipleOfItsStep) {
  cv::Mat3b all(1, 256);
  for (int i = 0; i < 256; ++i) {
    all(0, i) = cv::Vec3b::all(static_cast<unsigned char>(i));
  }
  for (const cv::Vec3f& od : ToOpticalDensity(all, kWhite).pixels) {
    const float steps = od[0] / kOpticalDensityStep;
    EXPECT_EQ(steps, std::round(steps));
  }
}

TEST(OpticalDensity, OfAnEmptyImageIsEmpty) {
  EXPECT_TRUE(ToOpticalDensity(cv::Mat3b(), kWhite).pixels.empty());
}

TEST(Separation, FindsTheAmountsThatWereMixed) {
  for (const double h : {0.0, 0.2, 0.6}) {
    for (const double d : {0.0, 0.2, 0.7}) {
      const StainPlanes planes = Separated(Stained(h, d));
      EXPECT_NEAR(planes.hematoxylin(0, 0), h, 0.02) << h << " " << d;
      EXPECT_NEAR(planes.dab(0, 0), d, 0.02) << h << " " << d;
      EXPECT_NEAR(planes.residual(0, 0), 0.0, 0.02) << h << " " << d;
    }
  }
}

TEST(Separation, NeverGivesANegativeAmount) {
  const StainPlanes planes =
      Separated(cv::Mat3b(1, 1, cv::Vec3b(240, 100, 240)));
  EXPECT_GE(planes.hematoxylin(0, 0), 0.0F);
  EXPECT_GE(planes.dab(0, 0), 0.0F);
}

TEST(StainVectors, ResidualIsPerpendicularToBoth) {
  const StainVectors stains;
  EXPECT_NEAR(AngleDegrees(Residual(stains), stains.hematoxylin), 90.0, 1e-9);
  EXPECT_NEAR(AngleDegrees(Residual(stains), stains.dab), 90.0, 1e-9);
}

}  // namespace
}  // namespace cellquant::core
