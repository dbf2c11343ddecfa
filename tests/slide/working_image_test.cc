#include "core/slide/working_image.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <random>

#include "core/slide/field_image.h"

namespace cellquant::core {
namespace {

cv::Mat3b Noise(int width, int height) {
  std::mt19937 random(3);
  cv::Mat3b image(height, width);
  for (cv::Vec3b& pixel : image) {
    for (int c = 0; c < 3; ++c) {
      pixel[c] = static_cast<unsigned char>(random() & 255U);
    }
  }
  return image;
}

bool Same(const cv::Mat3b& a, const cv::Mat3b& b) {
  return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0.0;
}

TEST(WorkingGrid, TakesTheMeanOfWholePixelsWhereThatComesNearHalfAMicron) {
  for (const auto& [um, factor] : {std::pair{0.25, 2.0},
                                   {0.2271, 2.0},
                                   {0.499, 1.0},
                                   {0.12, 4.0},
                                   {0.16, 3.0},
                                   {0.2, 2.0}}) {
    const auto grid = WorkingGrid::Make({um, um});
    ASSERT_TRUE(grid) << um;
    EXPECT_EQ(grid->method(), WorkingGrid::Method::kBoxMean) << um;
    EXPECT_EQ(grid->scale_x(), factor) << um;
    EXPECT_DOUBLE_EQ(grid->mpp().x, um * factor);
  }
}

TEST(WorkingGrid, InterpolatesElsewhere) {
  for (const double um : {0.34605, 0.7, 1.0}) {
    const auto grid = WorkingGrid::Make({um, um});
    ASSERT_TRUE(grid) << um;
    EXPECT_EQ(grid->method(), WorkingGrid::Method::kBilinear) << um;
    EXPECT_DOUBLE_EQ(grid->mpp().x, 0.46);
    EXPECT_DOUBLE_EQ(grid->scale_x(), 0.46 / um);
  }
  EXPECT_EQ(WorkingGrid::Make({0.25, 0.26})->method(),
            WorkingGrid::Method::kBilinear);
}

TEST(WorkingGrid, PixelsTooCoarseForNucleiAreRefused) {
  EXPECT_EQ(WorkingGrid::Make({1.01, 1.01}).error().reason,
            ErrorReason::kPixelSizeOutOfRange);
}

TEST(WorkingGrid, PixelsFarFromSquareAreRefused) {
  EXPECT_TRUE(WorkingGrid::Make({0.25, 0.5}));
  EXPECT_FALSE(WorkingGrid::Make({0.25, 0.51}));
  EXPECT_FALSE(WorkingGrid::Make({0.10, 0.11}));
}

TEST(WorkingGrid, ABoxMeanIsTheRoundedMeanOfItsPixels) {
  cv::Mat3b image(2, 2);
  image(0, 0) = {10, 0, 255};
  image(0, 1) = {11, 0, 255};
  image(1, 0) = {11, 1, 255};
  image(1, 1) = {11, 1, 254};
  const FieldImage field("f", image);
  const auto grid = WorkingGrid::Make({0.25, 0.25});
  const auto working = grid->Read(field, {0, 0, 1, 1});
  ASSERT_TRUE(working);
  EXPECT_EQ((*working)(0, 0), cv::Vec3b(11, 1, 255));  // halves round up
}

TEST(WorkingGrid, APixelHasOneValueFromWhateverRectangleItIsRead) {
  const FieldImage field("f", Noise(300, 200));
  for (const double um : {0.25, 0.5, 0.34605, 0.7}) {
    const auto grid = WorkingGrid::Make({um, um});
    const auto whole = grid->Read(field, {-10, -10, 120, 100});
    const auto part = grid->Read(field, {17, 5, 40, 31});
    ASSERT_TRUE(whole && part);
    EXPECT_TRUE(Same((*whole)(cv::Rect(27, 15, 40, 31)), *part)) << um;
  }
}

TEST(WorkingGrid, InterpolationKeepsAPlaneRampInPlace) {
  cv::Mat3b ramp(40, 200);
  for (int y = 0; y < ramp.rows; ++y) {
    for (int x = 0; x < ramp.cols; ++x) {
      ramp(y, x) = cv::Vec3b::all(static_cast<unsigned char>(x));
    }
  }
  const FieldImage field("f", ramp);
  const auto grid = WorkingGrid::Make({0.4 * 0.8, 0.4 * 0.8});
  ASSERT_EQ(grid->method(), WorkingGrid::Method::kBilinear);
  const auto working = grid->Read(field, {10, 5, 60, 10});
  for (int x = 0; x < 60; ++x) {
    // The working pixel's center, measured from the center of pixel 0.
    const double expected = (10 + x + 0.5) * grid->scale_x() - 0.5;
    EXPECT_NEAR((*working)(0, x)[0], expected, 0.51) << x;
  }
}

TEST(WorkingGrid, CoveringHoldsEveryPixelOfTheRectangle) {
  const auto grid = WorkingGrid::Make({0.25, 0.25});
  EXPECT_EQ(grid->Covering({1, 2, 3, 3}), (WorkingRect{0, 1, 2, 2}));
}

}  // namespace
}  // namespace cellquant::core
