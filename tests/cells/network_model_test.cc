// What of a file is a network, and what it computes.
#include "core/cells/network_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <opencv2/core.hpp>
#include <string>
#include <thread>
#include <vector>

#include "core/base/sha256.h"
#include "core/cells/onnx_input.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/toy_network.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::TempDir;
using ::cellquant::testing::ToyNetwork;
using ::cellquant::testing::ToyNetworkOnnx;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ModelResult = Result<std::shared_ptr<const NetworkModel>>;

class NetworkModelTest : public ::testing::Test {
 protected:
  void Write(const std::string& bytes, const std::string& name = "toy.onnx") {
    std::ofstream(dir_.path() / name, std::ios::binary) << bytes;
  }
  ModelResult Load() { return NetworkModel::Load(dir_.path() / "toy.onnx"); }
  ModelResult LoadOf(const std::string& bytes) {
    Write(bytes);
    return Load();
  }

  TempDir dir_;
};

void ExpectInvalid(const ModelResult& model, const std::string& why) {
  ASSERT_FALSE(model) << why;
  EXPECT_EQ(model.error().reason, ErrorReason::kModelInvalid) << why;
  EXPECT_THAT(model.error().message, HasSubstr("toy.onnx"));
  EXPECT_THAT(model.error().message, HasSubstr(why));
}

OpticalDensityImage RandomBlock(int side, std::uint32_t state = 1) {
  OpticalDensityImage block{cv::Mat3f(side, side)};
  for (cv::Vec3f& pixel : block.pixels) {
    for (int c = 0; c < 3; ++c) {
      state = state * 1664525U + 1013904223U;
      pixel[c] = static_cast<float>(state >> 23U) * kOpticalDensityStep;
    }
  }
  return block;
}

bool Same(const cv::Mat1i& a, const cv::Mat1i& b) {
  return a.size() == b.size() && cv::countNonZero(a != b) == 0;
}

bool Same(const NetworkMaps& a, const NetworkMaps& b) {
  return Same(a.cell, b.cell) && Same(a.nucleus, b.nucleus) &&
         Same(a.nucleus_positive, b.nucleus_positive) &&
         Same(a.membrane_positive, b.membrane_positive);
}

NetworkMaps Part(const NetworkMaps& maps, const cv::Rect& rect) {
  return {maps.cell(rect).clone(), maps.nucleus_positive(rect).clone(),
          maps.membrane_positive(rect).clone(), maps.nucleus(rect).clone()};
}

TEST_F(NetworkModelTest, KnowsItsNameHashAndBlock) {
  const std::string bytes = ToyNetworkOnnx();
  const auto model = LoadOf(bytes);
  ASSERT_TRUE(model) << model.error().message;
  EXPECT_EQ((*model)->name(), "toy.onnx");
  EXPECT_EQ((*model)->sha256(), Sha256(bytes));
  EXPECT_EQ((*model)->block_px(), 320);
}

TEST_F(NetworkModelTest, AMapsPixelIsTheInputsPixel) {
  // With this bias, probabilities are where small differences show.
  const auto model = LoadOf(ToyNetworkOnnx({.bias = 10.0F}));
  ASSERT_TRUE(model) << model.error().message;
  for (const cv::Point spot : {cv::Point(100, 150), cv::Point(101, 150),
                               cv::Point(100, 151), cv::Point(101, 151)}) {
    OpticalDensityImage block{cv::Mat3f(320, 320, cv::Vec3f())};
    block.pixels(spot) = {9.0F, 0.0F, 9.0F};  // clipped
    const auto maps = (*model)->Run(block);
    ASSERT_TRUE(maps) << maps.error().message;
    for (const cv::Mat1i& map : {maps->cell, maps->nucleus}) {
      cv::Point best;
      cv::minMaxLoc(map, nullptr, nullptr, nullptr, &best);
      EXPECT_EQ(best, spot);
    }
    // A ring of 7.5 px, not the middle.
    EXPECT_GT(maps->membrane_positive(spot + cv::Point(7, 0)),
              maps->membrane_positive(spot));
  }
}

TEST_F(NetworkModelTest, ALogitIsAProbabilityInWholeNumbers) {
  // On an empty block, a logit is the bias: 40 x 0.25 below the toy's.
  const std::pair<float, int> rows[] = {{10.0F, kProbabilityOne / 2},
                                        {11.0F, 11978},
                                        {9.0F, 4406},
                                        {-90.0F, 0},
                                        {90.0F, 16384}};
  for (const auto& [bias, expected] : rows) {
    const auto model = LoadOf(ToyNetworkOnnx({.bias = bias}));
    ASSERT_TRUE(model) << model.error().message;
    const auto maps = (*model)->Run({cv::Mat3f(320, 320, cv::Vec3f())});
    ASSERT_TRUE(maps);
    EXPECT_EQ(maps->cell(160, 160), expected) << bias;
  }
}

TEST_F(NetworkModelTest, GivesTheSameFromEveryThread) {
  const auto model = LoadOf(ToyNetworkOnnx());
  ASSERT_TRUE(model) << model.error().message;
  const OpticalDensityImage block = RandomBlock(320);
  const auto expected = (*model)->Run(block);
  ASSERT_TRUE(expected);
  std::vector<int> same(6, 0);
  std::vector<std::thread> threads;
  for (int& result : same) {
    threads.emplace_back([&] {
      for (int i = 0; i < 3; ++i) {
        const auto maps = (*model)->Run(block);
        result += maps && Same(*maps, *expected) ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(same, ElementsAre(3, 3, 3, 3, 3, 3));
}

TEST_F(NetworkModelTest, AMissingFileIsNoModel) {
  const auto model = Load();
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().reason, ErrorReason::kModelNotFound);
  EXPECT_THAT(model.error().message, HasSubstr("toy.onnx"));
}

TEST_F(NetworkModelTest, WhatIsNoOnnxFileIsRefused) {
  for (const char* bytes : {"", "text", "\x08\x06", "\x3A\xFF\xFF\xFF\x7F"}) {
    ExpectInvalid(LoadOf(bytes), "not an ONNX model");
  }
}

TEST_F(NetworkModelTest, ATruncatedFileIsRefusedWhereverItEnds) {
  const std::string bytes = ToyNetworkOnnx();
  for (std::size_t size = 1; size < bytes.size();
       size += 1 + bytes.size() / 40) {
    ExpectInvalid(LoadOf(bytes.substr(0, size)), "");
  }
}

// OpenCV's importer does not check all that it reads: some of these crash it.
TEST_F(NetworkModelTest, AWrongByteHarmsNobody) {
  const std::string bytes = ToyNetworkOnnx();
  for (std::size_t i = 0; i < bytes.size(); i += 1 + bytes.size() / 60) {
    std::string broken = bytes;
    broken[i] = static_cast<char>(~broken[i]);
    const auto model = LoadOf(broken);
    if (!model) ExpectInvalid(model, "");
  }
}

TEST_F(NetworkModelTest, ANetworkOfAnotherShapeIsRefused) {
  const std::array<std::int64_t, 4> inputs[] = {
      {1, 1, 320, 320}, {2, 3, 320, 320},   {1, 3, 320, 328}, {1, 3, 324, 324},
      {1, 3, 128, 128}, {1, 3, 8192, 8192}, {1, 3, 0, 0},     {1, 3, -8, -8}};
  for (const auto& input : inputs) {
    ExpectInvalid(LoadOf(ToyNetworkOnnx({.input = input})), "its input is");
  }
  ExpectInvalid(LoadOf(ToyNetworkOnnx({.channels = 16})),
                "its output is not 1 x 20 x 160 x 160");
}

TEST_F(NetworkModelTest, ANetworkThatDoesNotGiveNumbersIsRefused) {
  ExpectInvalid(
      LoadOf(ToyNetworkOnnx({.bias = std::numeric_limits<float>::quiet_NaN()})),
      "not a number");
}

TEST_F(NetworkModelTest, AFileThatIsTooLargeIsRefused) {
  Write("");
  std::filesystem::resize_file(dir_.path() / "toy.onnx", (64U << 20U) + 1);
  const auto model = Load();
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().reason, ErrorReason::kFileUnreadable);
}

TEST_F(NetworkModelTest, TheHashBesideItMustBeItsOwn) {
  const std::string bytes = ToyNetworkOnnx();
  Write(bytes);
  Write(Sha256(bytes) + "  toy.onnx\n", "toy.onnx.sha256");
  EXPECT_TRUE(Load());
  Write(Sha256("else") + "  toy.onnx\n", "toy.onnx.sha256");
  ExpectInvalid(Load(), "SHA-256");
  for (const char* text : {"", "abc", "no hash at all"}) {
    Write(text, "toy.onnx.sha256");
    ExpectInvalid(Load(), "SHA-256");
  }
}

TEST(OnnxInput, IsReadFromTheFile) {
  const auto shape = OnnxInputShape(ToyNetworkOnnx({.input = {1, 3, 8, 16}}));
  ASSERT_TRUE(shape);
  EXPECT_THAT(*shape, ElementsAre(1, 3, 8, 16));
}

// What came with the program, on blocks that overlap.
class InstalledNetwork : public ::testing::Test {
 protected:
  void SetUp() override {
    auto model = NetworkModel::LoadInstalled();
    ASSERT_TRUE(model) << model.error().message;
    model_ = *std::move(model);
  }

  NetworkMaps Run(const OpticalDensityImage& image, cv::Point origin) const {
    const int side = model_->block_px();
    const cv::Rect block(origin, cv::Size(side, side));
    return model_->Run({image.pixels(block).clone()}).value();
  }

  std::shared_ptr<const NetworkModel> model_;
};

// So a nucleus at a seam is the same from both sides: neither lost nor doubled.
TEST_F(InstalledNetwork, OverlappingBlocksAgreeWhereBothAreValid) {
  const int side = model_->block_px();
  const OpticalDensityImage image = RandomBlock(side + 160);
  const NetworkMaps first = Run(image, {0, 0});
  for (const cv::Point shift :
       {cv::Point(8, 0), cv::Point(72, 24), cv::Point(160, 160)}) {
    const NetworkMaps second = Run(image, shift);
    const cv::Rect valid(kNetworkReachPx, kNetworkReachPx,
                         side - 2 * kNetworkReachPx,
                         side - 2 * kNetworkReachPx);
    const cv::Rect common = valid & (valid + shift);
    ASSERT_GT(common.area(), 0);
    EXPECT_TRUE(Same(Part(first, common), Part(second, common - shift)))
        << shift;
  }
}

TEST_F(InstalledNetwork, NothingFurtherThanItsReachIsSeen) {
  const int side = model_->block_px();
  const OpticalDensityImage image = RandomBlock(side);
  OpticalDensityImage changed{cv::Mat3f(side, side, cv::Vec3f(1.5F, 0, 0.7F))};
  const cv::Rect kept(200, 160, side - 360, side - 376);
  image.pixels(kept).copyTo(changed.pixels(kept));
  const cv::Rect inner(kept.x + kNetworkReachPx, kept.y + kNetworkReachPx,
                       kept.width - 2 * kNetworkReachPx,
                       kept.height - 2 * kNetworkReachPx);
  EXPECT_TRUE(
      Same(Part(Run(image, {0, 0}), inner), Part(Run(changed, {0, 0}), inner)));
}

}  // namespace
}  // namespace cellquant::core
