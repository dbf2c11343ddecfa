#include "core/cells/classical_detector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>
#include <opencv2/core.hpp>
#include <tuple>
#include <vector>

#include "tests/cells/scene.h"

namespace cellquant::core {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double kMpp = Scene::kMpp;
constexpr double kPixelUm2 = kMpp * kMpp;

NucleusMap Detect(const cv::Mat3b& rgb,
                  const ClassicalDetection& parameters = {}) {
  return DetectNuclei(PlanesOf(rgb), kMpp, parameters);
}

double CentroidXUm(const Nucleus& n) {
  return (static_cast<double>(n.sum_x) / static_cast<double>(n.area_px) + 0.5) *
         kMpp;
}

double CentroidYUm(const Nucleus& n) {
  return (static_cast<double>(n.sum_y) / static_cast<double>(n.area_px) + 0.5) *
         kMpp;
}

double AreaUm2(const Nucleus& n) {
  return static_cast<double>(n.area_px) * kPixelUm2;
}

TEST(ClassicalDetector, FindsARoundNucleusWithItsCentroidAndArea) {
  for (const double radius_um : {2.5, 3.0, 3.5, 4.0, 4.5}) {
    Scene scene(120);
    scene.Nucleus(30.3, 27.6, radius_um);
    const NucleusMap map = Detect(scene.Picture());
    ASSERT_THAT(map.nuclei, SizeIs(1)) << "radius " << radius_um;
    EXPECT_NEAR(CentroidXUm(map.nuclei[0]), 30.3, 0.3);
    EXPECT_NEAR(CentroidYUm(map.nuclei[0]), 27.6, 0.3);
    // The smoothed edge lies outside the true one by up to a pixel.
    const double grown = radius_um + kMpp;
    EXPECT_GT(AreaUm2(map.nuclei[0]),
              0.9 * std::numbers::pi * radius_um * radius_um);
    EXPECT_LT(AreaUm2(map.nuclei[0]), 1.1 * std::numbers::pi * grown * grown);
  }
}

TEST(ClassicalDetector, FindsADabStainedNucleusOfAnyStrengthOnce) {
  for (const double od : {0.2, 0.4, 0.8, 1.6}) {
    Scene scene(120);
    scene.Nucleus(30.0, 30.0, 4.0, 0.15);
    scene.StainedNucleus(30.0, 30.0, 4.0, od);
    const NucleusMap map = Detect(scene.Picture());
    ASSERT_THAT(map.nuclei, SizeIs(1)) << "optical density " << od;
    EXPECT_NEAR(CentroidXUm(map.nuclei[0]), 30.0, 0.5);
    EXPECT_NEAR(CentroidYUm(map.nuclei[0]), 30.0, 0.5);
  }
}

TEST(ClassicalDetector, FindsANucleusWhoseDabHidesAllHematoxylin) {
  for (const double od : {0.6, 1.0, 1.6}) {
    Scene scene(120);
    scene.StainedNucleus(30.0, 30.0, 4.0, od);
    EXPECT_THAT(Detect(scene.Picture()).nuclei, SizeIs(1)) << od;
  }
}

TEST(ClassicalDetector, SeparatesTwoNucleiThatTouch) {
  Scene scene(120);
  scene.Nucleus(27.0, 30.0, 3.0);
  scene.Nucleus(33.0, 30.0, 3.0);
  const NucleusMap map = Detect(scene.Picture());
  ASSERT_THAT(map.nuclei, SizeIs(2));
  const auto& [a, b] = std::tie(map.nuclei[0], map.nuclei[1]);
  EXPECT_NEAR(std::min(CentroidXUm(a), CentroidXUm(b)), 27.0, 0.5);
  EXPECT_NEAR(std::max(CentroidXUm(a), CentroidXUm(b)), 33.0, 0.5);
}

TEST(ClassicalDetector, SeesOneNucleusInsideARingOfDab) {
  Scene scene(120);
  scene.Nucleus(30.0, 30.0, 3.0, 0.25);
  scene.Ring(30.0, 30.0, 3.0, 4.0, 0.8);
  const NucleusMap map = Detect(scene.Picture());
  ASSERT_THAT(map.nuclei, SizeIs(1));
  EXPECT_NEAR(CentroidXUm(map.nuclei[0]), 30.0, 0.5);
  EXPECT_NEAR(CentroidYUm(map.nuclei[0]), 30.0, 0.5);
}

TEST(ClassicalDetector, CountsASheetOfTenThousandNucleiPerMm2) {
  Scene scene(240);  // 120 um, and a lattice with a pitch of 10 um
  for (int i = 0; i < 9; ++i) {
    for (int j = 0; j < 9; ++j) {
      const double radius_um = 2.5 + 0.22 * ((3 * i + 5 * j) % 9);
      scene.Nucleus(20.0 + 10.0 * i, 20.0 + 10.0 * j, radius_um);
    }
  }
  EXPECT_THAT(Detect(scene.Picture(3)).nuclei, SizeIs(81));
}

TEST(ClassicalDetector, FindsNothingOnGlassAndOnEvenHaze) {
  EXPECT_THAT(Detect(Scene(120, 0.0).Picture(3)).nuclei, IsEmpty());
  EXPECT_THAT(Detect(Scene(120, 0.3).Picture()).nuclei, IsEmpty());
  EXPECT_THAT(Detect(cv::Mat3b()).nuclei, IsEmpty());
}

TEST(ClassicalDetector, FindsNothingInNoisyHaze) {
  EXPECT_THAT(Detect(Scene(240, 0.2).Picture(4)).nuclei, IsEmpty());
}

TEST(ClassicalDetector, TakesImagesOfAnySize) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(1, 9), cv::Size(9, 1),
                              cv::Size(2, 2), cv::Size(3, 40)}) {
    const cv::Mat3b rgb(size, cv::Vec3b(120, 110, 180));
    EXPECT_EQ(Detect(rgb).labels.size(), size);
  }
}

TEST(ClassicalDetector, CountsTheSameAtEveryWorkingPixelSize) {
  Scene scene(200);
  for (int i = 0; i < 16; ++i) {
    scene.Nucleus(14.0 + 24.0 * (i % 4), 14.0 + 24.0 * (i / 4),
                  2.8 + 0.5 * (i % 4));
  }
  const StainPlanes planes = PlanesOf(scene.Picture(3));
  for (const double mpp : {0.40, 0.45, 0.50, 0.56, 0.62}) {
    // The same pixels are nuclei of 4.5 to 10.7 um at any of these sizes.
    EXPECT_THAT(DetectNuclei(planes, mpp, {}).nuclei, SizeIs(16)) << mpp;
  }
}

TEST(ClassicalDetector, DropsWhatIsSmallerThanANucleus) {
  Scene scene(120);
  scene.Nucleus(30.0, 30.0, 1.0);
  EXPECT_THAT(Detect(scene.Picture()).nuclei, IsEmpty());
}

TEST(ClassicalDetector, FillsTheHoleOfAVesicularNucleusUpToTheLimit) {
  Scene scene(120);
  scene.Nucleus(30.0, 30.0, 4.5, 0.3);
  cv::Mat3b rgb = scene.Picture();
  rgb(cv::Rect(57, 57, 6, 6)).setTo(cv::Vec3b(240, 240, 240));  // 9 um2
  const int middle = 30 * 2;
  ClassicalDetection no_filling;
  no_filling.hole_area_um2 = 0.0;
  EXPECT_NE(Detect(rgb).labels(middle, middle), 0);
  EXPECT_EQ(Detect(rgb, no_filling).labels(middle, middle), 0);
}

TEST(ClassicalDetector, LabelsAndNucleiAgree) {
  Scene scene(200);
  for (int i = 0; i < 40; ++i) {
    scene.Nucleus(10.0 + (i * 37) % 80, 10.0 + (i * 53) % 80, 2.0 + i % 3);
  }
  const NucleusMap map = Detect(scene.Picture(4));
  ASSERT_FALSE(map.nuclei.empty());
  std::vector<Nucleus> measured(map.nuclei.size());
  for (int y = 0; y < map.labels.rows; ++y) {
    for (int x = 0; x < map.labels.cols; ++x) {
      const int label = map.labels(y, x);
      if (label == 0) continue;
      ASSERT_LE(label, static_cast<int>(measured.size()));
      Nucleus& n = measured[static_cast<std::size_t>(label - 1)];
      n.sum_x += x;
      n.sum_y += y;
      ++n.area_px;
    }
  }
  cv::Point last(-1, -1);
  for (std::size_t i = 0; i < measured.size(); ++i) {
    const Nucleus& n = map.nuclei[i];
    EXPECT_EQ(n.sum_x, measured[i].sum_x);
    EXPECT_EQ(n.sum_y, measured[i].sum_y);
    EXPECT_EQ(n.area_px, measured[i].area_px);
    EXPECT_EQ(map.labels(n.seed), static_cast<int>(i) + 1);
    EXPECT_LT(std::tie(last.y, last.x), std::tie(n.seed.y, n.seed.x));
    last = n.seed;
  }
}

TEST(ClassicalDetector, MarginGrowsAsPixelsShrink) {
  EXPECT_LE(ClassicalMarginPx({}, 0.5), 110);
  EXPECT_GT(ClassicalMarginPx({}, 0.40), ClassicalMarginPx({}, 0.62));
}

}  // namespace
}  // namespace cellquant::core
