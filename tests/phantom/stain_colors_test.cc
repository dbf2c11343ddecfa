#include "core/phantom/stain_colors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

#include "core/phantom/phantom.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

double SmallestChannel(const StainVectors& stains) {
  return std::min(
      *std::min_element(stains.hematoxylin.begin(), stains.hematoxylin.end()),
      *std::min_element(stains.dab.begin(), stains.dab.end()));
}

TEST(PhantomStains, TurnByTheStatedAngleInTheirOwnPlane) {
  const StainVectors standard = PhantomStains({});
  const double between = AngleDegrees(standard.hematoxylin, standard.dab);
  for (const double angle : {-15.0, -8.0, 3.0, 15.0}) {
    const StainVectors turned = PhantomStains({.stain_angle_deg = angle});
    const auto& [h, d] = turned;
    EXPECT_NEAR(AngleDegrees(h, standard.hematoxylin), std::abs(angle), 1e-6);
    EXPECT_NEAR(AngleDegrees(d, standard.dab), std::abs(angle), 1e-6);
    EXPECT_NEAR(AngleDegrees(h, d), between, 1e-6);
    EXPECT_NEAR(AngleDegrees(h, standard.dab), between - angle, 1e-6);
    EXPECT_NEAR(AngleDegrees(Residual(turned), Residual(standard)), 0.0, 1e-5);
    EXPECT_GE(SmallestChannel(turned), 0.0) << angle;
  }
}

// The mean amounts of both stains in a piece of a phantom, separated as if it
// had the colors `assumed`.
StainVector MeanAmounts(const PhantomOptions& options,
                        const StainVectors& assumed) {
  const cv::Mat3b rgb = Render(PhantomScene(options), {300, 200, 600, 500});
  const StainPlanes planes =
      SeparateStains(ToOpticalDensity(rgb, kPhantomWhite), assumed);
  return {cv::mean(planes.hematoxylin)[0], cv::mean(planes.dab)[0], 0.0};
}

TEST(PhantomStains, AreThoseThatSeparateTheDrawnPixels) {
  PhantomOptions options{
      .marker = PhantomMarker::kCd20, .size_px = {1200, 900}, .noise_sd = 0.0};
  const StainVector standard = MeanAmounts(options, {});
  options.stain_angle_deg = 10.0;
  const StainVector right = MeanAmounts(options, PhantomStains(options));
  const StainVector wrong = MeanAmounts(options, {});
  EXPECT_NEAR(right[0] / standard[0], 1.0, 0.03);
  EXPECT_NEAR(right[1] / standard[1], 1.0, 0.03);
  EXPECT_LT(wrong[0] / standard[0], 0.9);
  EXPECT_GT(wrong[1] / standard[1], 1.1);
}

TEST(Strength, OfOneStainLeavesTheOtherAlone) {
  PhantomOptions options{
      .marker = PhantomMarker::kCd20, .size_px = {1200, 900}, .noise_sd = 0.0};
  const StainVector both = MeanAmounts(options, {});
  options.hematoxylin_strength = 0.5;
  const StainVector pale = MeanAmounts(options, {});
  EXPECT_NEAR(pale[0] / both[0], 0.5, 0.05);
  EXPECT_NEAR(pale[1] / both[1], 1.0, 0.05);
  options.hematoxylin_strength = 1.0;
  options.dab_strength = 0.5;
  const StainVector less_brown = MeanAmounts(options, {});
  EXPECT_NEAR(less_brown[0] / both[0], 1.0, 0.05);
  EXPECT_NEAR(less_brown[1] / both[1], 0.5, 0.05);
}

}  // namespace
}  // namespace cellquant::core
