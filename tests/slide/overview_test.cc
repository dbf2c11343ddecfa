#include "core/slide/overview.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/slide/field_image.h"

namespace cellquant::core {
namespace {

TEST(Overview, IsAboutFourMicronsAPixel) {
  const FieldImage field("f", cv::Mat3b(330, 640, cv::Vec3b(9, 8, 7)));
  const auto overview = ReadOverview(field, {0.5, 0.5});
  ASSERT_TRUE(overview);
  EXPECT_EQ(overview->scale, 8.0);
  EXPECT_EQ(overview->mpp.x, 4.0);
  EXPECT_EQ(overview->rgb.size(), cv::Size(80, 42));
  EXPECT_EQ(overview->rgb(41, 79), cv::Vec3b(9, 8, 7));
}

TEST(Overview, IsTheMeanOfItsBlocks) {
  cv::Mat3b image(8, 16, cv::Vec3b(0, 0, 0));
  image(cv::Rect(0, 0, 4, 8)) = cv::Vec3b(200, 100, 50);
  const FieldImage field("f", image);
  const auto overview = ReadOverview(field, {0.5, 0.5});
  ASSERT_TRUE(overview);
  EXPECT_EQ(overview->rgb(0, 0), cv::Vec3b(100, 50, 25));
  EXPECT_EQ(overview->rgb(0, 1), cv::Vec3b(0, 0, 0));
}

TEST(Overview, OfAFieldWithCoarsePixelsIsTheFieldItself) {
  const FieldImage field("f", cv::Mat3b(5, 7, cv::Vec3b(1, 2, 3)));
  const auto overview = ReadOverview(field, {9.0, 9.0});
  ASSERT_TRUE(overview);
  EXPECT_EQ(overview->scale, 1.0);
  EXPECT_EQ(overview->rgb.size(), cv::Size(7, 5));
}

}  // namespace
}  // namespace cellquant::core
