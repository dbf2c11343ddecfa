#include "core/tissue/calibration.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

const cv::Vec3b kTissue(190, 150, 180);

Overview Picture(const cv::Vec3b& background) {
  return {cv::Mat3b(100, 100, background), 16.0, {8.0, 8.0}};
}

TEST(Calibration, WhitePointIsThatOfTheGlassPerChannel) {
  Overview overview = Picture(kTissue);
  overview.rgb(cv::Rect(0, 0, 100, 30)) = cv::Vec3b(238, 236, 240);
  const auto calibration = Calibrate(overview, {}, 245.0);
  ASSERT_TRUE(calibration);
  EXPECT_EQ(calibration->white_point_source, CalibrationSource::kSlide);
  EXPECT_EQ(calibration->white_point, (WhitePoint{238, 236, 240}));
}

TEST(Calibration, WithoutGlassTheProtocolsWhitePointStands) {
  const auto calibration = Calibrate(Picture(kTissue), {}, 243.0);
  ASSERT_TRUE(calibration);
  EXPECT_EQ(calibration->white_point_source, CalibrationSource::kProtocol);
  EXPECT_EQ(calibration->white_point, (WhitePoint{243, 243, 243}));
}

TEST(Calibration, WhatTheScannerDidNotRecordIsNoGlass) {
  Overview overview = Picture(kTissue);
  overview.rgb(cv::Rect(0, 0, 100, 30)) = cv::Vec3b(238, 236, 240);
  overview.rgb(cv::Rect(0, 50, 100, 50)) = cv::Vec3b(255, 255, 255);
  EXPECT_EQ(Calibrate(overview, {}, 245.0)->white_point,
            (WhitePoint{238, 236, 240}));
}

TEST(Calibration, AFewBrightPixelsAreNoGlass) {
  Overview overview = Picture(kTissue);
  overview.rgb(cv::Rect(0, 0, 5, 5)) = cv::Vec3b(255, 255, 255);
  EXPECT_EQ(Calibrate(overview, {}, 245.0)->white_point_source,
            CalibrationSource::kProtocol);
}

TEST(Calibration, AStainedSlideDoesNotChangeTheStainVectors) {
  const StainVectors given;
  const auto calibration =
      Calibrate(Picture(cv::Vec3b(150, 100, 50)), given, 245);
  ASSERT_TRUE(calibration);
  EXPECT_NEAR(AngleDegrees(calibration->stains.dab, given.dab), 0.0, 1e-5);
}

TEST(Calibration, ADarkSlideIsNotBrightfield) {
  const auto calibration = Calibrate(Picture(cv::Vec3b(40, 0, 0)), {}, 245.0);
  ASSERT_FALSE(calibration);
  EXPECT_EQ(calibration.error().reason, ErrorReason::kNotBrightfield);
}

TEST(Calibration, AGreySlideIsNotBrightfield) {
  Overview overview = Picture(cv::Vec3b(240, 240, 240));
  overview.rgb(cv::Rect(0, 0, 50, 50)) = cv::Vec3b(120, 121, 120);
  const auto calibration = Calibrate(overview, {}, 245.0);
  ASSERT_FALSE(calibration);
  EXPECT_EQ(calibration.error().reason, ErrorReason::kNotBrightfield);
}

TEST(Calibration, EmptyGlassIsBrightfield) {
  EXPECT_TRUE(Calibrate(Picture(cv::Vec3b(240, 240, 240)), {}, 245.0));
}

}  // namespace
}  // namespace cellquant::core
