#include "core/tissue/edge_profile.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

constexpr double kBlockUm = 2.0;
constexpr int kSide = 400;  // blocks
constexpr int kGlass = 20;  // blocks of glass round the tissue

std::uint16_t SumOf(double density) {
  return cv::saturate_cast<std::uint16_t>(density * 1024.0 * 16.0);
}

cv::Mat1b Tissue() {
  cv::Mat1b tissue(kSide, kSide, std::uint8_t{0});
  const int side = kSide - 2 * kGlass;
  tissue(cv::Rect(kGlass, kGlass, side, side)) = std::uint8_t{255};
  return tissue;
}

cv::Mat1b All() { return {cv::Size(kSide, kSide), std::uint8_t{255}}; }

// DAB of `edge` in the outer `wide` blocks of the tissue, `inside` elsewhere.
cv::Mat1w Stained(double edge, int wide, double inside) {
  cv::Mat1w dab(kSide, kSide, SumOf(edge));
  const int border = kGlass + wide;
  const int side = kSide - 2 * border;
  dab(cv::Rect(border, border, side, side)) = SumOf(inside);
  return dab;
}

TEST(EdgeProfile, EvenStainIsNoEdgeStain) {
  const EdgeProfile profile =
      MeasureEdgeProfile(Stained(0.125, 0, 0.125), Tissue(), All(), kBlockUm);
  for (const EdgeBand& band : profile.bands) {
    EXPECT_GT(band.blocks, 0);
    EXPECT_DOUBLE_EQ(band.mean_dab.value(), 0.125);
  }
  EXPECT_EQ(profile.excess, OpticalDensity(0.0));
  EXPECT_FALSE(profile.edge_is_stained);
}

TEST(EdgeProfile, ABrownMarginIsFound) {
  const EdgeProfile profile =
      MeasureEdgeProfile(Stained(0.25, 10, 0.0625), Tissue(), All(), kBlockUm);
  EXPECT_DOUBLE_EQ(profile.bands[0].mean_dab.value(), 0.25);
  EXPECT_DOUBLE_EQ(profile.bands[1].mean_dab.value(), 0.0625);
  EXPECT_TRUE(profile.edge_is_stained);
}

TEST(EdgeProfile, BandsTogetherAreTheTissue) {
  const cv::Mat1b tissue = Tissue();
  const EdgeProfile profile =
      MeasureEdgeProfile(Stained(0.1, 5, 0.1), tissue, All(), kBlockUm);
  std::int64_t blocks = 0;
  for (const EdgeBand& band : profile.bands) blocks += band.blocks;
  EXPECT_EQ(blocks, cv::countNonZero(tissue));
  // 20 um are 10 blocks on each side.
  const int side = kSide - 2 * kGlass;
  EXPECT_EQ(profile.bands[0].blocks, side * side - (side - 20) * (side - 20));
}

TEST(EdgeProfile, ABrownInsideIsNoEdgeStain) {
  const EdgeProfile profile =
      MeasureEdgeProfile(Stained(0.05, 30, 0.4), Tissue(), All(), kBlockUm);
  EXPECT_LT(profile.excess->value(), 0.0);
  EXPECT_FALSE(profile.edge_is_stained);
}

TEST(EdgeProfile, WhereTheMapEndsIsNoEdge) {
  const EdgeProfile profile =
      MeasureEdgeProfile(Stained(0.3, 10, 0.0), All(), All(), kBlockUm);
  EXPECT_EQ(profile.bands[0].blocks, 0);
  EXPECT_FALSE(profile.excess);
}

TEST(EdgeProfile, WhatIsNotCountedIsTissueWithoutAPart) {
  cv::Mat1b left = All();
  left.colRange(kSide / 2, kSide) = std::uint8_t{0};
  const cv::Mat1b tissue = Tissue();
  const EdgeProfile profile =
      MeasureEdgeProfile(Stained(0.1, 5, 0.1), tissue, left, kBlockUm);
  std::int64_t blocks = 0;
  for (const EdgeBand& band : profile.bands) blocks += band.blocks;
  EXPECT_EQ(blocks, cv::countNonZero(tissue) / 2);
  // The cut through the middle is no edge: three sides have one.
  const int side = kSide - 2 * kGlass;
  EXPECT_EQ(profile.bands[0].blocks,
            (side * side - (side - 20) * (side - 20)) / 2);
}

}  // namespace
}  // namespace cellquant::core
