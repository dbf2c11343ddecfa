#include "core/phantom/meshwork_truth.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <set>
#include <string>

#include "core/geometry/membership.h"
#include "core/geometry/validity.h"
#include "core/phantom/phantom.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

PhantomOptions Cd23(double mpp = 0.5) {
  return {.marker = PhantomMarker::kCd23,
          .size_px = {3000, 2400},
          .seed = 3,
          .mpp = mpp};
}

// Connected parts of at least `least` pixels; with `seeds`, those that hold
// one of these.
cv::Mat1b Parts(const cv::Mat1b& mask, int least, const cv::Mat1b& seeds) {
  cv::Mat1i labels;
  cv::Mat1i stats;
  cv::Mat1d centers;
  cv::connectedComponentsWithStats(mask, labels, stats, centers, 8, CV_32S);
  std::set<int> seeded;
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      if (seeds(y, x) != 0) seeded.insert(labels(y, x));
    }
  }
  seeded.erase(0);
  cv::Mat1b kept(mask.size(), std::uint8_t{0});
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const int label = labels(y, x);
      if (seeded.count(label) != 0 && stats(label, cv::CC_STAT_AREA) >= least) {
        kept(y, x) = 255;
      }
    }
  }
  return kept;
}

// What a reader of optical densities sees: hysteresis at 0.12 and 0.20, closing
// with a disc of 4 um radius, so that nuclei do not punch holes, parts of
// 5,000 um2.
cv::Mat1b Measured(const PhantomScene& scene) {
  const double mpp = scene.options().mpp;
  const cv::Mat3b rgb = Render(scene, {0, 0, scene.options().size_px.width,
                                       scene.options().size_px.height});
  const cv::Mat1f dab =
      SeparateStains(ToOpticalDensity(rgb, kPhantomWhite), {}).dab;
  const cv::Mat1b low = dab >= 0.12F;
  const cv::Mat1b high = dab >= 0.20F;
  cv::Mat1b found = Parts(low, 1, high);
  const int side = 2 * static_cast<int>(4.0 / mpp) + 1;
  cv::morphologyEx(found, found, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}));
  return Parts(found, static_cast<int>(5000.0 / (mpp * mpp)), found);
}

cv::Mat1b Drawn(const PhantomScene& scene,
                const std::vector<PhantomRegion>& regions) {
  cv::Mat1b mask(static_cast<int>(scene.options().size_px.height),
                 static_cast<int>(scene.options().size_px.width),
                 std::uint8_t{0});
  for (const PhantomRegion& region : regions) {
    const Membership inside(region.shape);
    const Level0Rect box = Bounds(region.shape);
    for (std::int64_t y = box.y; y < box.bottom(); ++y) {
      for (std::int64_t x = box.x; x < box.right(); ++x) {
        if (inside.Contains(
                {static_cast<double>(x) + 0.5, static_cast<double>(y) + 0.5})) {
          mask(static_cast<int>(y), static_cast<int>(x)) = 255;
        }
      }
    }
  }
  return mask;
}

// 255 in germinal centers. Outside, stained lymphocytes of the mantle touch the
// meshwork, and are no part of it.
cv::Mat1b GerminalCenters(const PhantomScene& scene) {
  const double mpp = scene.options().mpp;
  cv::Mat1b mask(static_cast<int>(scene.options().size_px.height),
                 static_cast<int>(scene.options().size_px.width),
                 std::uint8_t{0});
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const TissueZone zone = scene.ZoneAt({(x + 0.5) * mpp, (y + 0.5) * mpp});
      if (zone == TissueZone::kLightZone || zone == TissueZone::kDarkZone) {
        mask(y, x) = 255;
      }
    }
  }
  return mask;
}

TEST(MeshworkTruth, IsWhatHysteresisSeesInGerminalCenters) {
  const PhantomScene scene(Cd23());
  const cv::Mat1b centers = GerminalCenters(scene);
  const cv::Mat1b drawn = Drawn(scene, MeshworkOf(scene)) & centers;
  const cv::Mat1b seen = Measured(scene) & centers;
  const double both = cv::countNonZero(drawn & seen);
  const double area = cv::countNonZero(drawn);
  const double seen_area = cv::countNonZero(seen);
  RecordProperty("dice", std::to_string(2.0 * both / (area + seen_area)));
  RecordProperty("area_ratio", std::to_string(seen_area / area));
  EXPECT_GT(2.0 * both / (area + seen_area), 0.93);
  EXPECT_NEAR(seen_area / area, 1.0, 0.08);
}

TEST(MeshworkTruth, LiesInGerminalCentersButForTheirEdge) {
  const PhantomScene scene(Cd23());
  const cv::Mat1b drawn = Drawn(scene, MeshworkOf(scene));
  const double inside = cv::countNonZero(drawn & GerminalCenters(scene));
  EXPECT_GT(inside / cv::countNonZero(drawn), 0.93);
}

TEST(MeshworkTruth, SaysTheAreaThatItsOutlinesEnclose) {
  const PhantomScene scene(Cd23());
  const auto regions = MeshworkOf(scene);
  ASSERT_FALSE(regions.empty());
  for (const PhantomRegion& region : regions) {
    EXPECT_EQ(WhyInvalid(region.shape), std::nullopt) << region.name;
    EXPECT_NEAR(Area(region.shape, {0.5, 0.5}).value(), *region.area_mm2, 1e-9);
    EXPECT_GE(*region.area_mm2, 0.005);
  }
}

TEST(MeshworkTruth, DoesNotDependOnThePixelSize) {
  const auto area = [](const PhantomOptions& options) {
    double sum = 0.0;
    for (const PhantomRegion& region : MeshworkOf(PhantomScene(options))) {
      sum += *region.area_mm2;
    }
    return sum;
  };
  PhantomOptions fine = Cd23(0.25);
  fine.size_px = {6000, 4800};
  EXPECT_DOUBLE_EQ(area(Cd23()), area(fine));
}

TEST(MeshworkTruth, IsNoneAfterTherapyInSheetsAndForOtherMarkers) {
  PhantomOptions options = Cd23();
  options.preset = PhantomPreset::kAfter;
  EXPECT_TRUE(MeshworkOf(PhantomScene(options)).empty());
  options = Cd23();
  options.pattern = PhantomPattern::kSheet;
  EXPECT_TRUE(MeshworkOf(PhantomScene(options)).empty());
  options = Cd23();
  options.marker = PhantomMarker::kCd20;
  EXPECT_TRUE(MeshworkOf(PhantomScene(options)).empty());
  EXPECT_EQ(WritePhantom(options, {.meshwork = "unused"}).error().reason,
            ErrorReason::kInvalidArgument);
}

}  // namespace
}  // namespace cellquant::core
