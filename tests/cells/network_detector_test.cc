// Nuclei from maps drawn by hand, and how the slide is cut into blocks.
#include "core/cells/network_detector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <opencv2/core.hpp>
#include <vector>

#include "tests/testing/temp_dir.h"
#include "tests/testing/toy_network.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr double kMpp = 0.5;

NetworkMaps EmptyMaps(int side) {
  const cv::Mat1i zero(side, side, 0);
  return {zero.clone(), zero.clone(), zero.clone(), zero.clone()};
}

// A peak that smoothing keeps in its place.
void AddPeak(cv::Mat1i& map, cv::Point at, double probability) {
  const cv::Rect square(at.x - 1, at.y - 1, 3, 3);
  map(square).setTo(static_cast<int>(probability * kProbabilityOne));
}

TEST(NucleiOfMaps, EachPeakAboveTheThresholdIsANucleus) {
  NetworkMaps maps = EmptyMaps(100);
  AddPeak(maps.cell, {20, 30}, 0.41);
  AddPeak(maps.cell, {60, 30}, 0.9);
  AddPeak(maps.cell, {20, 70}, 0.39);
  const NucleusMap map = NucleiOfMaps(maps, kMpp, {});
  ASSERT_THAT(map.nuclei, SizeIs(2));
  EXPECT_EQ(map.nuclei[0].seed, cv::Point(20, 30));
  EXPECT_EQ(map.nuclei[1].seed, cv::Point(60, 30));
  EXPECT_NEAR(map.nuclei[1].verdict->cell_probability, 0.9, 1e-4);
}

TEST(NucleiOfMaps, OfTwoPeaksWithinTheSeedRadiusTheBetterOneLives) {
  for (const int apart : {3, 4, 5, 6, 9}) {
    NetworkMaps maps = EmptyMaps(60);
    maps.cell(30, 20) = kProbabilityOne;
    maps.cell(30, 20 + apart) = kProbabilityOne - 900;
    NetworkDetection parameters;
    parameters.cell_probability = 0.1;
    const auto nuclei = NucleiOfMaps(maps, kMpp, parameters).nuclei;
    // 1.75 um are 4 px of 0.5 um.
    ASSERT_THAT(nuclei, SizeIs(apart > 4 ? 2 : 1)) << apart;
    EXPECT_EQ(nuclei[0].seed, cv::Point(20, 30));
  }
}

TEST(NucleiOfMaps, OfEqualPeaksTheFirstLives) {
  NetworkMaps maps = EmptyMaps(60);
  AddPeak(maps.cell, {21, 30}, 0.8);
  AddPeak(maps.cell, {24, 30}, 0.8);  // one plateau with the first
  const auto nuclei = NucleiOfMaps(maps, kMpp, {}).nuclei;
  ASSERT_THAT(nuclei, SizeIs(1));
  EXPECT_EQ(nuclei[0].seed, cv::Point(21, 30));
}

TEST(NucleiOfMaps, ANucleusIsTheMaskRoundItsSeedAndAtLeastADisc) {
  NetworkMaps maps = EmptyMaps(120);
  AddPeak(maps.cell, {30, 30}, 0.8);
  AddPeak(maps.cell, {80, 80}, 0.8);
  maps.nucleus(cv::Rect(25, 26, 11, 9)).setTo(kProbabilityOne / 2);
  maps.nucleus(cv::Rect(25, 40, 11, 9)).setTo(kProbabilityOne);  // no seed
  const NucleusMap map = NucleiOfMaps(maps, kMpp, {});
  ASSERT_THAT(map.nuclei, SizeIs(2));
  EXPECT_EQ(map.nuclei[0].area_px, 11 * 9);
  EXPECT_EQ(map.nuclei[1].area_px, 29);  // a disc of 3 px
  EXPECT_EQ(map.labels(44, 30), 0);
}

TEST(NucleiOfMaps, NoNucleusGrowsBeyondItsRadius) {
  NetworkMaps maps = EmptyMaps(120);
  AddPeak(maps.cell, {60, 60}, 0.8);
  maps.nucleus.setTo(kProbabilityOne);
  const NucleusMap map = NucleiOfMaps(maps, kMpp, {});
  EXPECT_NE(map.labels(60, 72), 0);  // 6 um
  EXPECT_EQ(map.labels(60, 73), 0);
  EXPECT_EQ(map.labels(0, 0), 0);
}

TEST(NucleiOfMaps, AVerdictIsAShareOfTheCellsProbability) {
  NetworkMaps maps = EmptyMaps(100);
  AddPeak(maps.cell, {30, 30}, 0.8);
  AddPeak(maps.nucleus_positive, {30, 30}, 0.6);
  AddPeak(maps.membrane_positive, {30, 30}, 0.9);  // more than there is
  const auto nuclei = NucleiOfMaps(maps, kMpp, {}).nuclei;
  ASSERT_THAT(nuclei, SizeIs(1));
  EXPECT_NEAR(nuclei[0].verdict->nucleus_share, 0.75, 2e-4);
  EXPECT_EQ(nuclei[0].verdict->membrane_share, 1.0);
}

TEST(NucleiOfMaps, EmptyMapsHaveNone) {
  EXPECT_THAT(NucleiOfMaps(EmptyMaps(64), kMpp, {}).nuclei, IsEmpty());
}

// The decisions after the network: the same whatever else the maps show.
class Margin : public ::testing::Test {
 protected:
  static constexpr int kSide = 320;
  const cv::Rect core_{120, 112, 80, 88};

  // Full of plateaus, near ties and touching nuclei.
  static NetworkMaps Noise() {
    std::uint32_t state = 3;
    NetworkMaps maps = EmptyMaps(kSide);
    for (cv::Mat1i* map : {&maps.cell, &maps.nucleus_positive,
                           &maps.membrane_positive, &maps.nucleus}) {
      for (int& value : *map) {
        state = state * 1664525U + 1013904223U;
        value = static_cast<int>(state >> 29U) * 2340;
      }
    }
    return maps;
  }

  static NetworkMaps Cut(const NetworkMaps& maps, const cv::Rect& rect) {
    return {maps.cell(rect).clone(), maps.nucleus_positive(rect).clone(),
            maps.membrane_positive(rect).clone(), maps.nucleus(rect).clone()};
  }

  using Found = std::array<std::int64_t, 5>;
  std::vector<Found> Owned(const NetworkMaps& maps, int margin) const {
    const cv::Rect rect(core_.x - margin, core_.y - margin,
                        core_.width + 2 * margin, core_.height + 2 * margin);
    std::vector<Found> owned;
    for (const Nucleus& n : NucleiOfMaps(Cut(maps, rect), kMpp, {}).nuclei) {
      const std::int64_t x = n.sum_x + n.area_px * rect.x;
      const std::int64_t y = n.sum_y + n.area_px * rect.y;
      if (core_.contains(cv::Point(static_cast<int>(x / n.area_px),
                                   static_cast<int>(y / n.area_px)))) {
        owned.push_back(
            {n.seed.x + rect.x, n.seed.y + rect.y, x, y, n.area_px});
      }
    }
    return owned;
  }
};

TEST_F(Margin, IsWideEnough) {
  const NetworkMaps maps = Noise();
  const int margin = NetworkMarginPx({}, kMpp);
  const std::vector<Found> expected = Owned(maps, 110);
  ASSERT_THAT(expected, SizeIs(::testing::Gt(50U)));
  EXPECT_THAT(Owned(maps, margin), ElementsAreArray(expected));
  EXPECT_THAT(Owned(maps, margin + 7), ElementsAreArray(expected));
}

TEST_F(Margin, IfTooSmallIsNoticed) {
  const NetworkMaps maps = Noise();
  EXPECT_THAT(Owned(maps, 2), Not(ElementsAreArray(Owned(maps, 110))));
}

class Blocks : public ::testing::Test {
 protected:
  std::shared_ptr<const NetworkModel> Toy(std::int64_t side) {
    const auto file = dir_.path() / "toy.onnx";
    std::ofstream(file, std::ios::binary)
        << ::cellquant::testing::ToyNetworkOnnx({.input = {1, 3, side, side}});
    return NetworkModel::Load(file).value();
  }

  ::cellquant::testing::TempDir dir_;
};

TEST_F(Blocks, ATileReadsItsWholeBlockHoweverSmallItIs) {
  const auto made = NetworkDetector::Make(Toy(320), {}, {kMpp, 4});
  ASSERT_TRUE(made) << made.error().message;
  const Detector& detector = **made;
  const std::int64_t side = detector.TileSide(2048);
  EXPECT_EQ(side % kNetworkStepPx, 0);
  const std::int64_t margin = (320 - side) / 2;
  EXPECT_GE(margin, kNetworkReachPx + NetworkMarginPx({}, kMpp) + 4);
  const WorkingRect block{2 * side - margin, -side - margin, 320, 320};
  EXPECT_EQ(detector.Needed({2 * side, -side, side, side}), block);
  EXPECT_EQ(detector.Needed({2 * side + 5, -9, 1, 3}), block);
  EXPECT_EQ(detector.Needed({3 * side - 1, -side, 1, 1}), block);
  EXPECT_EQ(block.x % kNetworkStepPx, 0);
}

TEST_F(Blocks, TooSmallForWhatIsMeasuredAreRefused) {
  const auto model = Toy(256);
  EXPECT_TRUE(NetworkDetector::Make(model, {}, {kMpp, 4}));
  const auto refused = NetworkDetector::Make(model, {}, {kMpp, 40});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, ErrorReason::kModelInvalid);
}

TEST_F(Blocks, TheDetectorSaysWhichModelAndParametersItUses) {
  const auto model = Toy(320);
  NetworkDetection parameters;
  parameters.cell_probability = 0.42;
  const auto detector = NetworkDetector::Make(model, parameters, {kMpp, 4});
  const DetectorDescription description = (*detector)->Describe();
  EXPECT_EQ(description.name, "network");
  EXPECT_EQ(description.model, "toy.onnx");
  EXPECT_EQ(description.model_sha256, model->sha256());
  EXPECT_EQ(description.parameters.at("cell_probability"), 0.42);
}

}  // namespace
}  // namespace cellquant::core
