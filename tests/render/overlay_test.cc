#include "core/render/overlay.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "tests/testing/ascii_slide.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiRectangle;
using ::cellquant::testing::AsciiSlide;

const std::vector<std::string> kRows(10, std::string(20, '.'));

int Count(const cv::Mat3b& picture, bool (*is)(const cv::Vec3b&)) {
  int count = 0;
  for (const cv::Vec3b& pixel : picture) count += is(pixel) ? 1 : 0;
  return count;
}

bool Magenta(const cv::Vec3b& p) { return p[0] > 220 && p[1] < 60; }
bool Blue(const cv::Vec3b& p) { return p[2] > 220 && p[0] < 60; }

TEST(Overlay, HasTheFieldsShape) {
  const AsciiSlide slide(kRows);
  const auto picture = DrawOverlay(slide, {}, {}, {{0, 0, 400, 200}, 800});
  ASSERT_TRUE(picture) << picture.error().message;
  EXPECT_EQ(picture->size(), cv::Size(800, 400));
}

TEST(Overlay, DrawsRegionsInBlueAndPositiveCellsInMagenta) {
  const AsciiSlide slide(kRows);
  Cell positive;
  positive.centroid = {200, 100};
  positive.classification = CellClass::kPositive;
  const OverlayOptions options{{0, 0, 400, 200}, 400};
  const Region region{"r", "", "", AsciiRectangle(2, 2, 10, 5)};
  const auto plain = DrawOverlay(slide, {}, {}, options);
  const auto drawn = DrawOverlay(slide, {region}, {positive}, options);
  ASSERT_TRUE(plain && drawn);
  EXPECT_EQ(Count(*plain, Magenta) + Count(*plain, Blue), 0);
  EXPECT_GT(Count(*drawn, Magenta), 20);
  EXPECT_GT(Count(*drawn, Blue), 200);
}

TEST(Overlay, AFieldOffTheSlideIsRefused) {
  const AsciiSlide slide(kRows);
  EXPECT_FALSE(DrawOverlay(slide, {}, {}, {{5000, 0, 10, 10}, 800}));
}

}  // namespace
}  // namespace cellquant::core
