#include "core/phantom/scene.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "core/geometry/validity.h"
#include "core/phantom/regions_geojson.h"

namespace cellquant::core {
namespace {

PhantomOptions OptionsOf(Size size, std::uint64_t seed,
                         PhantomPreset preset = PhantomPreset::kBefore) {
  return {.preset = preset, .size_px = size, .seed = seed};
}

class Anatomy : public testing::TestWithParam<Size> {};

TEST_P(Anatomy, HasValidRegionsInsideTheSlideForAnySeed) {
  const Size size = GetParam();
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    for (const auto preset : {PhantomPreset::kBefore, PhantomPreset::kAfter}) {
      const PhantomScene scene(OptionsOf(size, seed, preset));
      for (const PhantomRegion& region : RegionsOf(scene)) {
        EXPECT_EQ(WhyInvalid(region.shape), std::nullopt)
            << region.name << " of seed " << seed;
        const Level0Rect slide{0, 0, size.width, size.height};
        const Level0Rect bounds = Bounds(region.shape);
        EXPECT_EQ(bounds.Intersection(slide), bounds) << region.name;
      }
    }
  }
}

TEST_P(Anatomy, HasAtLeastOneFollicleWithAGerminalCenter) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const PhantomScene scene(OptionsOf(GetParam(), seed));
    ASSERT_FALSE(scene.follicles().empty()) << seed;
    const MicronPoint center = scene.follicles().front().outline.center();
    const TissueZone place = scene.ZoneAt(center);
    EXPECT_TRUE(place == TissueZone::kLightZone ||
                place == TissueZone::kDarkZone)
        << TissueZoneName(place);
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Anatomy,
                         testing::Values(Size{1000, 800}, Size{4000, 3000},
                                         Size{3000, 9000}, Size{40000, 40000}),
                         [](const auto& test) {
                           return std::to_string(test.param.width) + "x" +
                                  std::to_string(test.param.height);
                         });

TEST(Regions, HaveDistinctIdsThatFollowFromTheSeed) {
  const PhantomScene scene(OptionsOf({4000, 3000}, 5));
  std::set<std::string> ids;
  for (const PhantomRegion& region : RegionsOf(scene)) ids.insert(region.id);
  EXPECT_EQ(ids.size(), RegionsOf(scene).size());
  EXPECT_LE(ids.size(), 28U);
  EXPECT_EQ(RegionsOf(scene).front().id, RegionsOf(scene).front().id);
  const PhantomScene other(OptionsOf({4000, 3000}, 6));
  EXPECT_NE(RegionsOf(scene).front().id, RegionsOf(other).front().id);
}

TEST(Regions, OfTheParacortexLeaveOutMedullaAndFollicles) {
  const PhantomScene scene(OptionsOf({4000, 3000}, 5));
  const auto regions = RegionsOf(scene);
  EXPECT_EQ(regions[1].name, "Paracortex");
  EXPECT_EQ(regions[1].shape.front().holes.size(),
            1 + scene.follicles().size());
}

TEST(Follicles, AreFewerAndSmallerAfterTherapy) {
  const PhantomScene before(OptionsOf({12000, 9000}, 2));
  const PhantomScene after(OptionsOf({12000, 9000}, 2, PhantomPreset::kAfter));
  const auto mean = [](const PhantomScene& scene) {
    double sum = 0.0;
    for (const Follicle& f : scene.follicles()) {
      sum += f.outline.largest_radius();
    }
    return sum / static_cast<double>(scene.follicles().size());
  };
  EXPECT_LT(after.follicles().size(), before.follicles().size());
  EXPECT_LT(mean(after), mean(before));
}

TEST(Follicles, OfALargeNodeAre300To800MicrometersWide) {
  const PhantomScene scene(OptionsOf({40000, 40000}, 3));
  EXPECT_GT(scene.follicles().size(), 30U);
  for (const Follicle& f : scene.follicles()) {
    EXPECT_GT(2.0 * f.outline.largest_radius(), 250.0);
    EXPECT_LT(2.0 * f.outline.largest_radius(), 880.0);
  }
}

TEST(Meshwork, IsInLightZonesBeforeTherapyAndNowhereAfter) {
  const PhantomScene before(OptionsOf({4000, 3000}, 2));
  const PhantomScene after(OptionsOf({4000, 3000}, 2, PhantomPreset::kAfter));
  double most = 0.0;
  for (double y = 0.0; y < before.height_um(); y += 5.0) {
    for (double x = 0.0; x < before.width_um(); x += 5.0) {
      most = std::max(most, before.MeshworkAt({x, y}));
      EXPECT_EQ(after.MeshworkAt({x, y}), 0.0);
    }
  }
  EXPECT_GT(most, 0.5);
}

}  // namespace
}  // namespace cellquant::core
