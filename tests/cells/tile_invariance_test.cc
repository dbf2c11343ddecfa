// A nucleus is the same whatever tile it is found in, bit for bit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <opencv2/core.hpp>
#include <ostream>
#include <vector>

#include "core/cells/classical_detector.h"
#include "tests/cells/scene.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAreArray;
using ::testing::Not;
using ::testing::SizeIs;

constexpr double kMpp = Scene::kMpp;
constexpr int kSide = 480;
const cv::Rect kCore(172, 168, 128, 120);

// One nucleus in the scene's pixels: seed, sums and area.
using Found = std::array<std::int64_t, 5>;

// A crowd of nuclei, some of them stained and some in rings, on noise: full of
// plateaus, near ties and chains of touching nuclei.
cv::Mat3b CrowdedPicture() {
  Scene scene(kSide);
  std::uint32_t state = 7;
  const auto random = [&state](double low, double high) {
    state = state * 1664525U + 1013904223U;
    return low + (high - low) * static_cast<double>(state >> 8U) / 16777216.0;
  };
  for (int i = 0; i < 500; ++i) {
    const double x = random(0.0, kSide * kMpp);
    const double y = random(0.0, kSide * kMpp);
    const double radius = random(1.8, 4.8);
    scene.Nucleus(x, y, radius, random(0.1, 0.6));
    if (i % 4 == 0) scene.StainedNucleus(x, y, radius, random(0.2, 1.5));
    if (i % 5 == 0) scene.Ring(x, y, radius, radius + 1.0, random(0.3, 1.2));
  }
  return scene.Picture(6);
}

NucleusMap DetectIn(const cv::Mat3b& picture, const cv::Rect& tile) {
  return DetectNuclei(PlanesOf(picture(tile).clone()), kMpp, {});
}

Found InScene(const Nucleus& n, const cv::Rect& tile) {
  return {n.seed.x + tile.x, n.seed.y + tile.y, n.sum_x + n.area_px * tile.x,
          n.sum_y + n.area_px * tile.y, n.area_px};
}

// The nuclei that the core owns by their centroid.
std::vector<Found> Owned(const NucleusMap& map, const cv::Rect& tile) {
  std::vector<Found> owned;
  for (const Nucleus& n : map.nuclei) {
    const Found found = InScene(n, tile);
    const cv::Point centroid(static_cast<int>(found[2] / found[4]),
                             static_cast<int>(found[3] / found[4]));
    if (kCore.contains(centroid)) owned.push_back(found);
  }
  return owned;
}

// The nucleus of each pixel of `part`, by its seed's place in the scene.
cv::Mat1i SeedsOfPixels(const NucleusMap& map, const cv::Rect& tile,
                        const cv::Rect& part) {
  cv::Mat1i seeds(part.size(), -1);
  for (int y = 0; y < part.height; ++y) {
    for (int x = 0; x < part.width; ++x) {
      const int label = map.labels(y + part.y - tile.y, x + part.x - tile.x);
      if (label == 0) continue;
      const Found n =
          InScene(map.nuclei[static_cast<std::size_t>(label - 1)], tile);
      seeds(y, x) = static_cast<int>(n[1] * kSide + n[0]);
    }
  }
  return seeds;
}

cv::Rect Grown(const cv::Rect& rect, int left, int top, int right, int bottom) {
  return {rect.x - left, rect.y - top, rect.width + left + right,
          rect.height + top + bottom};
}

TEST(TileInvariance, CoreIsTheSameInEveryTile) {
  const cv::Mat3b picture = CrowdedPicture();
  const cv::Rect whole(0, 0, kSide, kSide);
  const NucleusMap all = DetectIn(picture, whole);
  const std::vector<Found> expected = Owned(all, whole);
  ASSERT_GT(expected.size(), 15U);
  const int margin = ClassicalMarginPx({}, kMpp);
  const int beside =
      static_cast<int>(2.0 * ClassicalDetection{}.nucleus_radius_um / kMpp);
  const cv::Rect part = Grown(kCore, beside, beside, beside, beside);
  for (int i = 0; i < 40; ++i) {
    const cv::Rect tile =
        Grown(kCore, margin + (i * 7) % 23, margin + (i * 5) % 19,
              margin + (i * 3) % 29, margin + (i * 11) % 31);
    const NucleusMap map = DetectIn(picture, tile);
    EXPECT_THAT(Owned(map, tile), ElementsAreArray(expected)) << tile;
    EXPECT_EQ(cv::countNonZero(SeedsOfPixels(map, tile, part) !=
                               SeedsOfPixels(all, whole, part)),
              0)
        << tile;
  }
}

// Stronger than moving a tile: everything beyond the margin is replaced.
TEST(TileInvariance, NothingBeyondTheMarginReachesTheCore) {
  const cv::Mat3b picture = CrowdedPicture();
  const cv::Rect whole(0, 0, kSide, kSide);
  const std::vector<Found> expected = Owned(DetectIn(picture, whole), whole);
  const int margin = ClassicalMarginPx({}, kMpp);
  const cv::Rect kept = Grown(kCore, margin, margin, margin, margin);
  for (const int gray : {0, 60, 150, 255}) {
    cv::Mat3b changed(picture.size());
    changed.setTo(cv::Scalar(gray, gray, 255 - gray));
    picture(kept).copyTo(changed(kept));
    EXPECT_THAT(Owned(DetectIn(changed, whole), whole),
                ElementsAreArray(expected))
        << gray;
  }
}

// Shows that the two tests above can fail.
TEST(TileInvariance, AMarginThatIsTooSmallIsNoticed) {
  const cv::Mat3b picture = CrowdedPicture();
  const cv::Rect whole(0, 0, kSide, kSide);
  const std::vector<Found> expected = Owned(DetectIn(picture, whole), whole);
  const cv::Rect tile = Grown(kCore, 8, 8, 8, 8);
  EXPECT_THAT(Owned(DetectIn(picture, tile), tile),
              Not(ElementsAreArray(expected)));
}

// Edges between tiles neither lose nor double a nucleus.
TEST(TileInvariance, TilesAddUpToTheWhole) {
  const cv::Mat3b picture = CrowdedPicture();
  const cv::Rect whole(0, 0, kSide, kSide);
  const std::size_t expected = Owned(DetectIn(picture, whole), whole).size();
  const int margin = ClassicalMarginPx({}, kMpp);
  std::size_t sum = 0;
  for (int y = 0; y < kCore.height; y += 24) {
    for (int x = 0; x < kCore.width; x += 16) {
      const cv::Rect core(kCore.x + x, kCore.y + y, 16, 24);
      const cv::Rect tile = Grown(core, margin, margin, margin, margin);
      for (const Found& n : Owned(DetectIn(picture, tile), tile)) {
        sum += core.contains(cv::Point(static_cast<int>(n[2] / n[4]),
                                       static_cast<int>(n[3] / n[4])));
      }
    }
  }
  EXPECT_EQ(sum, expected);
}

}  // namespace
}  // namespace cellquant::core
