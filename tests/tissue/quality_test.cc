#include "core/tissue/quality.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/tissue/artifacts.h"
#include "tests/tissue/drawn_tissue.h"

namespace cellquant::core {
namespace {

constexpr int kSide = 480;
constexpr BlockFlags kArtifacts = kFoldFlag | kBlurredFlag | kInkFlag |
                                  kGoldenFlag | kBlackFlag | kErythrocyteFlag;

TEST(Quality, PlainTissueHasNoFlagButGlassBetweenNuclei) {
  const cv::Mat1b flags = FlagsOf(Photographed(DrawnTissue(kSide)));
  EXPECT_EQ(flags.size(), cv::Size(96, 96));
  EXPECT_EQ(ShareWith(flags, kArtifacts), 0.0);
}

TEST(Quality, GlassIsGlass) {
  const cv::Mat1b flags =
      FlagsOf(Photographed(cv::Mat3f(kSide, kSide, cv::Vec3f())));
  EXPECT_EQ(ShareWith(flags, kGlassFlag), 1.0);
  EXPECT_EQ(ShareWith(flags, kArtifacts), 0.0);
}

TEST(Quality, TwoLayersAndMoreAreAFoldCandidate) {
  cv::Mat3f od = DrawnTissue(kSide);
  cv::Mat3f second;
  cv::flip(od, second, 0);
  cv::GaussianBlur(second, second, cv::Size(), 8.0);
  od += 2.0 * second;
  EXPECT_GT(ShareWith(FlagsOf(Photographed(od)), kFoldFlag), 0.9);
}

TEST(Quality, AFollicleStainedMoreStronglyIsNoFold) {
  for (const double strength : {1.4, 1.7, 2.0}) {
    const cv::Mat3f od = DrawnTissue(kSide) * strength;
    EXPECT_EQ(ShareWith(FlagsOf(Photographed(od)), kFoldFlag), 0.0) << strength;
  }
}

TEST(Quality, ASheetOfDabIsNoFoldWhateverItsAmount) {
  for (const float amount : {0.3F, 0.6F, 1.0F}) {
    cv::Mat3f od = DrawnTissue(kSide);
    cv::add(od, cv::Scalar(cv::Vec3d(kDab * amount)), od);
    // A shifted drawing would be a fold; this is one layer of brown tissue.
    const cv::Mat1b flags = FlagsOf(Photographed(od));
    EXPECT_EQ(ShareWith(flags, kInkFlag | kBlackFlag | kGoldenFlag), 0.0);
    EXPECT_LT(ShareWith(flags, kFoldFlag), 0.01) << amount;
  }
}

TEST(Quality, BlurIsFoundAndSharpTissueIsNot) {
  for (const double sigma_um : {2.0, 3.0, 4.0}) {
    cv::Mat3f od = DrawnTissue(kSide);
    cv::GaussianBlur(od, od, cv::Size(), 2.0 * sigma_um);
    const cv::Mat1b flags = FlagsOf(Photographed(od));
    EXPECT_GT(ShareWith(flags, kBlurredFlag), 0.95) << sigma_um;
  }
  cv::Mat3f od = DrawnTissue(kSide);
  cv::GaussianBlur(od, od, cv::Size(), 1.0);  // 0.5 um: optics
  EXPECT_EQ(ShareWith(FlagsOf(Photographed(od)), kBlurredFlag), 0.0);
}

TEST(Quality, InkOfThreeColorsIsFoundOnTissue) {
  for (const cv::Vec3f& ink :
       {cv::Vec3f(1.25F, 0.42F, 0.85F), cv::Vec3f(1.30F, 0.95F, 0.28F),
        cv::Vec3f(1.35F, 1.32F, 1.26F)}) {
    cv::Mat3f od = DrawnTissue(kSide);
    cv::add(od, cv::Scalar(cv::Vec3d(ink)), od);
    EXPECT_GT(ShareWith(FlagsOf(Photographed(od)), kInkFlag), 0.95) << ink;
  }
}

// A cell's nucleus, saturated: glare makes DAB on hematoxylin nearly neutral.
void DrawBlackNucleus(cv::Mat3f& od, cv::Point at) {
  AddDisc(od, at, 9, kDab, 0.5F);  // its paler rim
  AddDisc(od, at, 7, kDab, 2.5F);
  AddDisc(od, at, 7, kHematoxylin, 2.0F);
}

cv::Mat1b ClassesOf(const cv::Mat3f& od, double glare = 0.03) {
  return ClassifyBlocks(FlagsOf(Photographed(od, glare)), 2.0);
}

TEST(Quality, CarbonIsPigmentAndASaturatedNucleusIsNot) {
  cv::Mat3f carbon = DrawnTissue(kSide);
  AddDisc(carbon, {200, 200}, 10, kNeutral, 2.0F);
  const int pigment = static_cast<int>(Evaluability::kBlackPigment);
  EXPECT_GE(cv::countNonZero(ClassesOf(carbon) == pigment), 9);

  cv::Mat3f stained = DrawnTissue(kSide);
  DrawBlackNucleus(stained, {200, 200});
  const cv::Mat3b photo = Photographed(stained, 0.12);
  EXPECT_GT(ShareWith(FlagsOf(photo), kBlackFlag), 0.0) << "not saturated";
  EXPECT_EQ(cv::countNonZero(ClassesOf(stained, 0.12) == pigment), 0);
}

TEST(Quality, HemosiderinIsPigmentAndDabOfAnyAmountIsNot) {
  const int pigment = static_cast<int>(Evaluability::kHemosiderin);
  for (const float amount : {0.5F, 0.8F, 1.2F}) {
    cv::Mat3f od = DrawnTissue(kSide);
    AddDisc(od, {210, 210}, 8, kHemosiderin, amount);
    AddDisc(od, {210, 290}, 8, kDab, amount);
    const cv::Mat1b classes = ClassesOf(od);
    EXPECT_EQ(classes(210 / 4 - 12, 210 / 4 - 12), pigment) << amount;
    EXPECT_EQ(classes(290 / 4 - 12, 210 / 4 - 12), 0) << amount;
  }
}

TEST(Quality, MelaninIsNotToldFromDabAndNothingIsVetoed) {
  cv::Mat3f od = DrawnTissue(kSide);
  AddDisc(od, {200, 200}, 10, kMelanin, 1.0F);
  EXPECT_EQ(cv::countNonZero(ClassesOf(od)(cv::Rect(30, 30, 20, 20))), 0);
}

// A drawing with something of everything.
cv::Mat3b Everything() {
  cv::Mat3f od = DrawnTissue(640);
  cv::Mat3f blurred;
  cv::GaussianBlur(od, blurred, cv::Size(), 8.0);
  const cv::Rect left(0, 0, 200, 640);
  blurred(left).copyTo(od(left));
  AddDisc(od, {420, 150}, 90, {1.25F, 0.42F, 0.85F}, 1.0F);
  AddDisc(od, {420, 380}, 60, kHematoxylin, 0.9F);
  for (int y = 100; y < 600; y += 61) {
    AddDisc(od, {300, y}, 10, kHemosiderin, 0.8F);
    AddDisc(od, {330, y + 30}, 10, kNeutral, 1.6F);
    AddDisc(od, {560, y}, 8, kDab, 1.1F);
  }
  return Photographed(od);
}

TEST(Quality, FlagsAreTheSameFromEveryTile) {
  const cv::Mat3b rgb = Everything();
  const cv::Mat1b whole = FlagsOf(rgb);
  for (const BlockFlags flag : {kGlassFlag, kFoldFlag, kBlurredFlag, kInkFlag,
                                kGoldenFlag, kBlackFlag, kBrownFlag}) {
    EXPECT_GT(ShareWith(whole, flag), 0.0) << int{flag};
  }
  constexpr int kMargin = static_cast<int>(kQualityMarginPx);
  for (const cv::Rect& tile :
       {cv::Rect(0, 0, 64, 544), cv::Rect(64, 0, 480, 36),
        cv::Rect(128, 200, 4, 4), cv::Rect(300, 100, 244, 444)}) {
    const cv::Mat3b part = rgb(tile + cv::Size(2 * kMargin, 2 * kMargin));
    const cv::Mat1b same = whole(
        cv::Rect(tile.x / 4, tile.y / 4, tile.width / 4, tile.height / 4));
    EXPECT_EQ(cv::countNonZero(FlagsOf(part.clone()) != same), 0) << tile;
  }
}

}  // namespace
}  // namespace cellquant::core
