// A phantom without special situations is the same one, version after version:
// figures of older reports can be drawn again.
#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <string>

#include "core/base/sha256.h"
#include "core/phantom/phantom.h"

namespace cellquant::core {
namespace {

struct Golden {
  PhantomMarker marker;
  PhantomPreset preset;
  std::string sha256;
};

class GoldenPixels : public testing::TestWithParam<Golden> {};

TEST_P(GoldenPixels, AreDrawnByDefault) {
  const PhantomScene scene({.preset = GetParam().preset,
                            .marker = GetParam().marker,
                            .size_px = {1600, 1200},
                            .seed = 5});
  const cv::Mat3b rgb = Render(scene, {0, 0, 1600, 1200});
  ASSERT_TRUE(rgb.isContinuous());
  const std::string bytes(rgb.datastart, rgb.dataend);
  EXPECT_EQ(Sha256(bytes), GetParam().sha256);
}

INSTANTIATE_TEST_SUITE_P(
    Markers, GoldenPixels,
    testing::Values(
        Golden{
            PhantomMarker::kCd138, PhantomPreset::kBefore,
            "d2a91a7023bee7bf920a6e5e7c3170fd94d23b929c44c83105ea30cfe6e416a3"},
        Golden{
            PhantomMarker::kCd20, PhantomPreset::kBefore,
            "878ca21f511faea3e416f93d6fe6d0af93dc1de8f18fff08b37feb26562f46a1"},
        Golden{
            PhantomMarker::kCd23, PhantomPreset::kBefore,
            "91e1d6337cabc433600964b17fed73ff154d937e379891812a1aef8d5d4ff1b3"},
        Golden{PhantomMarker::kCd68, PhantomPreset::kAfter,
               "ab6107199ef00a4bdf5bfe96fccb8cb04760dcba26dc548c37b332b20d9c10f"
               "2"}),
    [](const auto& test) {
      return std::string(PhantomMarkerName(test.param.marker));
    });

}  // namespace
}  // namespace cellquant::core
