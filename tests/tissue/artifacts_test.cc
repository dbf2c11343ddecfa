#include "core/tissue/artifacts.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/tissue/block_flags.h"

namespace cellquant::core {
namespace {

constexpr double kBlockUm = 2.0;

cv::Mat1b Flags() { return cv::Mat1b(200, 200, std::uint8_t{0}); }

// Sets a rectangle given in um.
void Set(cv::Mat1b& flags, BlockFlags flag, int x, int y, int w, int h) {
  cv::Mat1b part = flags(cv::Rect(x / 2, y / 2, w / 2, h / 2));
  part |= cv::Mat1b(part.size(), flag);
}

int CountAs(const cv::Mat1b& flags, Evaluability kind) {
  return cv::countNonZero(ClassifyBlocks(flags, kBlockUm) ==
                          static_cast<int>(kind));
}

TEST(Artifacts, UnflaggedTissueIsEvaluable) {
  EXPECT_EQ(CountAs(Flags(), Evaluability::kEvaluable), 200 * 200);
}

TEST(Artifacts, AFoldIsLongAndADarkSpotIsNone) {
  cv::Mat1b flags = Flags();
  Set(flags, kFoldFlag, 40, 40, 120, 30);
  EXPECT_GT(CountAs(flags, Evaluability::kFold), 60 * 15);
  cv::Mat1b spot = Flags();
  Set(spot, kFoldFlag, 40, 40, 24, 24);
  EXPECT_EQ(CountAs(spot, Evaluability::kFold), 0);
}

TEST(Artifacts, OutOfFocusIsAPatchOfFiftyUmAndMore) {
  cv::Mat1b flags = Flags();
  Set(flags, kBlurredFlag, 100, 100, 60, 60);
  EXPECT_GE(CountAs(flags, Evaluability::kOutOfFocus), 30 * 30);
  cv::Mat1b spot = Flags();
  Set(spot, kBlurredFlag, 100, 100, 16, 16);
  EXPECT_EQ(CountAs(spot, Evaluability::kOutOfFocus), 0);
}

TEST(Artifacts, GlassBetweenNucleiIsNoHoleAndATearIs) {
  cv::Mat1b flags = Flags();
  for (int y = 20; y < 380; y += 40) Set(flags, kGlassFlag, 20, y, 360, 30);
  EXPECT_EQ(CountAs(flags, Evaluability::kHole), 0);
  cv::Mat1b torn = Flags();
  Set(torn, kGlassFlag, 100, 100, 80, 80);
  EXPECT_NEAR(CountAs(torn, Evaluability::kHole), 40 * 40, 40);
}

TEST(Artifacts, BlackIsPigmentUnlessItsRimIsBrown) {
  cv::Mat1b flags = Flags();
  Set(flags, kBlackFlag, 100, 100, 8, 8);
  EXPECT_EQ(CountAs(flags, Evaluability::kBlackPigment), 16);
  Set(flags, kBrownFlag, 98, 98, 12, 4);
  Set(flags, kBrownFlag, 98, 106, 12, 4);
  EXPECT_EQ(CountAs(flags, Evaluability::kBlackPigment), 0);
}

TEST(Artifacts, BlackLargerThanABlobIsNoPigment) {
  cv::Mat1b flags = Flags();
  Set(flags, kBlackFlag, 100, 100, 80, 10);
  EXPECT_EQ(CountAs(flags, Evaluability::kBlackPigment), 0);
}

TEST(Artifacts, GoldenIsHemosiderinUnlessMostOfItIsBrown) {
  cv::Mat1b flags = Flags();
  Set(flags, kGoldenFlag, 100, 100, 8, 4);
  EXPECT_EQ(CountAs(flags, Evaluability::kHemosiderin), 8);
  Set(flags, kBrownFlag, 90, 90, 40, 10);
  Set(flags, kBrownFlag, 90, 104, 40, 10);
  Set(flags, kBrownFlag, 108, 90, 10, 40);
  EXPECT_EQ(CountAs(flags, Evaluability::kHemosiderin), 0);
}

TEST(Artifacts, PigmentOnAFoldIsTheFold) {
  cv::Mat1b flags = Flags();
  Set(flags, kFoldFlag, 40, 40, 120, 60);
  Set(flags, kBlackFlag, 80, 60, 8, 8);
  EXPECT_EQ(CountAs(flags, Evaluability::kBlackPigment), 0);
}

TEST(Artifacts, ErythrocytesCountAsEvaluableAndPigmentDoesNot) {
  EXPECT_TRUE(CountsAsEvaluable(Evaluability::kErythrocytes));
  EXPECT_FALSE(CountsAsEvaluable(Evaluability::kHemosiderin));
  EXPECT_TRUE(IsPigment(Evaluability::kBlackPigment));
  EXPECT_FALSE(IsPigment(Evaluability::kFold));
}

TEST(Artifacts, AFindingHasItsPlaceAreaAndReason) {
  cv::Mat1b flags = Flags();
  Set(flags, kBlackFlag, 100, 60, 8, 12);
  Set(flags, kGlassFlag, 0, 200, 400, 200);  // beside the tissue
  const cv::Mat1b classes = ClassifyBlocks(flags, kBlockUm);
  const auto grid = WorkingGrid::Make({0.25, 0.25});
  ASSERT_TRUE(grid);
  // Blocks are 8 level-0 px here: the first is (10 + 50, 20 + 30).
  const auto findings =
      FindArtifacts(classes, {10, 20, 200, 200}, *grid, {4000, 4000});
  ASSERT_TRUE(findings);
  ASSERT_EQ(findings->size(), 1U);
  const ArtifactFinding& finding = findings->front();
  EXPECT_EQ(finding.kind, Evaluability::kBlackPigment);
  EXPECT_DOUBLE_EQ(finding.area.value(), 8.0 * 12.0);
  EXPECT_EQ(Bounds(finding.outline), (Level0Rect{480, 400, 32, 48}));
  EXPECT_EQ(finding.centroid, (Level0Point{(10 + 52) * 8.0, (20 + 33) * 8.0}));
  EXPECT_NE(finding.reason.find("96 um2"), std::string::npos);
}

}  // namespace
}  // namespace cellquant::core
