#include "core/tissue/tissue_mask.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/geometry/membership.h"

namespace cellquant::core {
namespace {

constexpr Size kSlide{3200, 3200};  // 200 x 200 overview pixels of 8 um
const cv::Vec3b kGlass(240, 240, 240);
const cv::Vec3b kStained(190, 150, 180);

Overview Glass() { return {cv::Mat3b(200, 200, kGlass), 16.0, {8.0, 8.0}}; }

MultiPolygon TissueOf(const Overview& overview) {
  return FindTissue(overview, *Calibrate(overview, {}, 245.0), kSlide).value();
}

TEST(TissueMask, OutlinesTheTissueInLevel0Pixels) {
  Overview overview = Glass();
  overview.rgb(cv::Rect(50, 60, 40, 30)) = kStained;
  const MultiPolygon tissue = TissueOf(overview);
  ASSERT_EQ(tissue.size(), 1U);
  EXPECT_EQ(Bounds(tissue), (Level0Rect{800, 960, 640, 480}));
  EXPECT_DOUBLE_EQ(AreaPx2(tissue), 640.0 * 480.0);
}

TEST(TissueMask, DustIsDropped) {
  Overview overview = Glass();
  overview.rgb(cv::Rect(5, 5, 10, 10)) = kStained;  // 0.0064 mm2
  EXPECT_TRUE(TissueOf(overview).empty());
}

TEST(TissueMask, ALargeHoleStaysAHole) {
  Overview overview = Glass();
  overview.rgb(cv::Rect(50, 50, 100, 100)) = kStained;
  overview.rgb(cv::Rect(80, 80, 30, 30)) = kGlass;
  const MultiPolygon tissue = TissueOf(overview);
  ASSERT_EQ(tissue.size(), 1U);
  EXPECT_EQ(tissue[0].holes.size(), 1U);
  EXPECT_FALSE(Membership(tissue).Contains({95 * 16.0, 95 * 16.0}));
}

TEST(TissueMask, TissueAtTheSlidesEdgeEndsThere) {
  Overview overview = Glass();
  overview.rgb(cv::Rect(150, 0, 50, 200)) = kStained;
  EXPECT_EQ(Bounds(TissueOf(overview)), (Level0Rect{2400, 0, 800, 3200}));
}

TEST(TissueMask, GlassCutOffByTheEdgeIsNoHole) {
  Overview overview{cv::Mat3b(30, 40, kStained), 16.0, {8.0, 8.0}};
  overview.rgb(cv::Rect(30, 0, 10, 10)) = kGlass;  // 0.0064 mm2
  const auto tissue =
      FindTissue(overview, *Calibrate(overview, {}, 245.0), {640, 480});
  ASSERT_TRUE(tissue);
  // Closing rounds the patch's inner corner by two pixels.
  EXPECT_NEAR(AreaPx2(*tissue), 256.0 * (40 * 30 - 10 * 10), 512.0);
}

TEST(TissueMask, ASmallFieldOfTissueIsTissueAndASmallFieldOfGlassIsNot) {
  for (const cv::Vec3b& color : {kStained, kGlass}) {
    const Overview overview{cv::Mat3b(9, 9, color), 16.0, {8.0, 8.0}};
    const auto tissue =
        FindTissue(overview, *Calibrate(overview, {}, 245.0), {144, 144});
    ASSERT_TRUE(tissue);
    EXPECT_EQ(tissue->empty(), color == kGlass);
  }
}

TEST(TissueMask, NucleiInMatrixTooPaleToBeSeenAreOneTissue) {
  Overview overview{cv::Mat3b(200, 200, kGlass), 16.0, {4.0, 4.0}};
  for (int y = 40; y < 160; y += 7) {  // nuclei 28 um apart
    for (int x = 40; x < 160; x += 7) overview.rgb(y, x) = kStained;
  }
  const MultiPolygon tissue = TissueOf(overview);
  ASSERT_EQ(tissue.size(), 1U);
  EXPECT_TRUE(tissue[0].holes.empty());
}

TEST(TissueMask, EmptyGlassHasNone) { EXPECT_TRUE(TissueOf(Glass()).empty()); }

}  // namespace
}  // namespace cellquant::core
