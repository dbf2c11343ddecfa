#include "core/phantom/artifacts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/core.hpp>
#include <string>

#include "core/geometry/membership.h"
#include "core/geometry/validity.h"
#include "core/phantom/artifacts_truth.h"
#include "core/phantom/paint_pigment.h"
#include "core/phantom/phantom.h"
#include "core/stain/optical_density.h"

namespace cellquant::core {
namespace {

using Kind = PhantomArtifact;

const Level0Rect kField{0, 0, 2000, 1500};

// Without optics and noise, so that a pixel is either as drawn or altered.
PhantomOptions OptionsOf(std::vector<Kind> artifacts) {
  return {.size_px = {2000, 1500},
          .seed = 2,
          .mpp = 0.5,
          .noise_sd = 0.0,
          .blur_um = 0.0,
          .artifacts = std::move(artifacts)};
}

std::vector<Kind> Everything() {
  return PhantomArtifactsFromList("all").value();
}

// 255 where the center of a pixel is in one of the regions.
cv::Mat1b InsideOf(const std::vector<PhantomRegion>& regions) {
  cv::Mat1b inside(1500, 2000, std::uint8_t{0});
  for (const PhantomRegion& region : regions) {
    const Membership contains(region.shape);
    const Level0Rect box = Bounds(region.shape).Intersection(kField);
    for (std::int64_t y = box.y; y < box.bottom(); ++y) {
      for (std::int64_t x = box.x; x < box.right(); ++x) {
        const Level0Point center{static_cast<double>(x) + 0.5,
                                 static_cast<double>(y) + 0.5};
        if (contains.Contains(center)) {
          inside(static_cast<int>(y), static_cast<int>(x)) = 255;
        }
      }
    }
  }
  return inside;
}

// Whether a pixel or one of its eight neighbors is inside.
bool IsNear(const cv::Mat1b& inside, int y, int x) {
  for (int b = std::max(0, y - 1); b <= std::min(y + 1, inside.rows - 1); ++b) {
    for (int a = std::max(0, x - 1); a <= std::min(x + 1, inside.cols - 1);
         ++a) {
      if (inside(b, a) != 0) return true;
    }
  }
  return false;
}

struct Expected {
  Kind kind;
  // Of the pixels inside the outlines, the least share that is altered: nearly
  // all, but for clusters, which have gaps between their granules, for the
  // middle of glass out of focus, and for what fades toward its edge.
  double least_share;
};

class EveryArtifact : public testing::TestWithParam<Expected> {};

TEST_P(EveryArtifact, AltersThePixelsInsideItsTruthAndNoOthers) {
  const PhantomScene clean(OptionsOf({}));
  const PhantomScene scene(OptionsOf({GetParam().kind}));
  const cv::Mat3b before = Render(clean, kField);
  const cv::Mat3b after = Render(scene, kField);
  const std::vector<PhantomRegion> truth = ArtifactsOf(scene);
  const cv::Mat1b inside = InsideOf(truth);
  int altered = 0;
  int elsewhere = 0;
  for (int y = 0; y < inside.rows; ++y) {
    for (int x = 0; x < inside.cols; ++x) {
      if (before(y, x) == after(y, x)) continue;
      inside(y, x) != 0 ? ++altered : ++elsewhere;
      EXPECT_TRUE(IsNear(inside, y, x)) << x << ", " << y;
    }
  }
  const double share = static_cast<double>(altered) / cv::countNonZero(inside);
  RecordProperty("share", std::to_string(share));
  EXPECT_GT(share, GetParam().least_share);
  EXPECT_LT(elsewhere, 0.02 * altered);
}

TEST_P(EveryArtifact, HasOutlinesOfTheAreaThatLiesInThem) {
  const PhantomScene scene(OptionsOf({GetParam().kind}));
  const std::vector<PhantomRegion> truth = ArtifactsOf(scene);
  ASSERT_FALSE(truth.empty());
  double area = 0.0;
  for (const PhantomRegion& region : truth) {
    EXPECT_EQ(region.classification, PhantomArtifactName(GetParam().kind));
    area += AreaPx2(region.shape);
  }
  const double pixels = cv::countNonZero(InsideOf(truth));
  // Outlines of pigment may meet.
  EXPECT_NEAR(pixels / area, 1.0,
              GetParam().kind < Kind::kHemosiderin ? 0.01 : 0.05);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, EveryArtifact,
    testing::Values(
        Expected{Kind::kPen, 0.99}, Expected{Kind::kFold, 0.97},
        Expected{Kind::kBlur, 0.90}, Expected{Kind::kMist, 0.98},
        Expected{Kind::kBubble, 0.85}, Expected{Kind::kHole, 0.90},
        Expected{Kind::kEdge, 0.90}, Expected{Kind::kHemosiderin, 0.40},
        Expected{Kind::kMelanin, 0.40}, Expected{Kind::kAnthracosis, 0.40},
        Expected{Kind::kFormalin, 0.95}, Expected{Kind::kErythrocytes, 0.95}),
    [](const auto& test) {
      return std::string(PhantomArtifactName(test.param.kind));
    });

TEST(Artifacts, RenderOverlappingRectanglesAlike) {
  PhantomOptions options = OptionsOf(Everything());
  options.blur_um = 0.5;
  options.noise_sd = 2.0;
  const PhantomScene scene(options);
  const PhantomRenderer renderer(scene);
  const cv::Mat3b whole = renderer.Render(kField);
  for (int y = 0; y < 1500; y += 211) {
    for (int x = 0; x < 2000; x += 173) {
      const cv::Rect part(x, y, std::min(173, 2000 - x),
                          std::min(211, 1500 - y));
      const cv::Mat3b alone =
          renderer.Render({part.x, part.y, part.width, part.height});
      EXPECT_EQ(cv::norm(alone, whole(part), cv::NORM_INF), 0.0)
          << x << ", " << y;
    }
  }
}

TEST(Artifacts, HaveValidOutlinesOnTheSlideForAnySeed) {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    PhantomOptions options = OptionsOf(Everything());
    options.seed = seed;
    std::map<std::string, int> kinds;
    for (const PhantomRegion& region : ArtifactsOf(PhantomScene(options))) {
      EXPECT_EQ(WhyInvalid(region.shape), std::nullopt) << region.name;
      const Level0Rect bounds = Bounds(region.shape);
      EXPECT_EQ(bounds.Intersection(kField), bounds) << region.name;
      ++kinds[region.classification];
    }
    EXPECT_EQ(kinds.size(), Everything().size()) << "seed " << seed;
  }
}

TEST(Artifacts, AreLaidApartFromEachOther) {
  const PhantomScene scene(OptionsOf(Everything()));
  const auto& areas = scene.artifacts().areas();
  for (std::size_t a = 0; a < areas.size(); ++a) {
    for (std::size_t b = 0; b < areas.size(); ++b) {
      const bool on_the_margin =
          areas[a].kind == Kind::kPen || areas[a].kind == Kind::kEdge;
      if (a == b || on_the_margin) continue;
      for (const MicronPoint& p : OutlineOf(areas[a].shape)) {
        EXPECT_LT(DepthIn(areas[b].shape, p), 0.0);
      }
    }
  }
}

TEST(Holes, TakeTheCellsWithThem) {
  const PhantomScene scene(OptionsOf({Kind::kHole}));
  const MicronPoint inside =
      std::get<Blob>(scene.artifacts().areas().front().shape).star.center();
  EXPECT_TRUE(scene.artifacts().IsTorn(inside));
  const cv::Mat3b rgb =
      Render(scene, {static_cast<std::int64_t>(inside.x / 0.5) - 4,
                     static_cast<std::int64_t>(inside.y / 0.5) - 4, 8, 8});
  EXPECT_EQ(rgb(4, 4), cv::Vec3b(243, 243, 242));
}

TEST(Folds, AreTwoToThreeTimesAsDarkAsTheTissueAndBeyondOneInPlaces) {
  const cv::Mat1b inside =
      InsideOf(ArtifactsOf(PhantomScene(OptionsOf({Kind::kFold}))));
  const auto densities = [&](std::vector<Kind> kinds) {
    const cv::Mat3b rgb =
        Render(PhantomScene(OptionsOf(std::move(kinds))), kField);
    cv::Mat1f sum;
    cv::transform(ToOpticalDensity(rgb, kPhantomWhite).pixels, sum,
                  cv::Matx13f(1.0F, 1.0F, 1.0F));
    return sum;
  };
  const cv::Mat1f folded = densities({Kind::kFold});
  const cv::Mat1f flat = densities({});
  const double ratio = cv::mean(folded, inside)[0] / cv::mean(flat, inside)[0];
  EXPECT_GT(ratio, 2.0);
  EXPECT_LT(ratio, 3.0);
  const auto dark = [&](const cv::Mat1f& sum) {
    return static_cast<double>(cv::countNonZero((sum > 1.0F) & inside)) /
           cv::countNonZero(inside);
  };
  RecordProperty("beyond_one", std::to_string(dark(folded)));
  EXPECT_GT(dark(folded), 0.1);
  EXPECT_GT(dark(folded), 3.0 * dark(flat));
}

TEST(Pigment, HasItsOwnColorAndThirtyToAHundredAndFiftySpotsPerMm2) {
  const cv::Mat3f clean =
      ToOpticalDensity(Render(PhantomScene(OptionsOf({})), kField),
                       kPhantomWhite)
          .pixels;
  for (const Kind kind : {Kind::kHemosiderin, Kind::kMelanin,
                          Kind::kAnthracosis, Kind::kFormalin}) {
    const PhantomScene scene(OptionsOf({kind}));
    const std::vector<PhantomRegion> truth = ArtifactsOf(scene);
    const double node =
        Area(RegionsOf(scene).front().shape, {0.5, 0.5}).value();
    const double per_mm2 = static_cast<double>(truth.size()) / node;
    EXPECT_GT(per_mm2, 30.0) << PhantomArtifactName(kind);
    EXPECT_LT(per_mm2, 150.0) << PhantomArtifactName(kind);
    const cv::Mat3f od =
        ToOpticalDensity(Render(scene, kField), kPhantomWhite).pixels;
    const cv::Scalar more = cv::mean(od - clean, InsideOf(truth));
    const auto color = PigmentColor(kind);
    EXPECT_LT(AngleDegrees({more[0], more[1], more[2]},
                           {color[0], color[1], color[2]}),
              8.0)
        << PhantomArtifactName(kind);
  }
}

TEST(ArtifactList, IsReadInAnyOrderAndRefusesUnknownNames) {
  EXPECT_EQ(PhantomArtifactsFromList("fold,pen,fold").value(),
            (std::vector{Kind::kPen, Kind::kFold}));
  EXPECT_TRUE(PhantomArtifactsFromList("").value().empty());
  EXPECT_EQ(Everything().size(), 12U);
  EXPECT_EQ(PhantomArtifactsFromList("fold,ghost").error().reason,
            ErrorReason::kInvalidArgument);
}

}  // namespace
}  // namespace cellquant::core
