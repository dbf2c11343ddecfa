#include "core/cells/filters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/core.hpp>

#include "core/cells/gradient_votes.h"
#include "core/cells/nucleus_extent.h"
#include "core/cells/seeds.h"

namespace cellquant::core {
namespace {

cv::Mat1i Noise(int side) {
  cv::Mat1i image(side, side);
  std::uint32_t state = 3;
  for (int& value : image) {
    state = state * 1664525U + 1013904223U;
    value = static_cast<int>(state >> 16U) - 20000;
  }
  return image;
}

TEST(Smooth, SpreadsAPointAsTheBinomialKernel) {
  cv::Mat1i image(7, 7, 0);
  image(3, 3) = 1600;
  const cv::Mat1i once = Smooth(image, 1);
  EXPECT_EQ(once(3, 3), 400);
  EXPECT_EQ(once(3, 4), 200);
  EXPECT_EQ(once(2, 2), 100);
  EXPECT_EQ(once(3, 5), 0);
  EXPECT_EQ(cv::sum(once)[0], 1600.0);
}

TEST(Smooth, KeepsAConstantAlsoAtTheBorderAndBelowZero) {
  const cv::Mat1i image(5, 6, -777);
  EXPECT_EQ(cv::countNonZero(Smooth(image, 9) != image), 0);
}

TEST(BoxSum, AddsTheSquareAsFarAsItLiesInTheImage) {
  const cv::Mat1i image = Noise(23);
  for (const int radius : {1, 4, 30}) {
    const cv::Mat1i sums = BoxSum(image, radius);
    for (int y = 0; y < image.rows; ++y) {
      for (int x = 0; x < image.cols; ++x) {
        const cv::Rect square(x - radius, y - radius, 2 * radius + 1,
                              2 * radius + 1);
        const cv::Rect seen = square & cv::Rect(0, 0, image.cols, image.rows);
        ASSERT_EQ(sums(y, x), cv::sum(image(seen))[0]) << x << ", " << y;
      }
    }
  }
}

TEST(ChamferDistance, IsWithinTwoPercentOfEuclidUpToItsCap) {
  cv::Mat1b mask(61, 61, static_cast<unsigned char>(1));
  mask(30, 30) = 0;
  const cv::Mat1i distance = ChamferDistance(mask, 100);
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const double euclid = kChamferUnit * std::hypot(x - 30, y - 30);
      if (euclid > 103.0) {
        ASSERT_EQ(distance(y, x), 100);
      } else {
        ASSERT_NEAR(distance(y, x), std::min(euclid, 100.0), 0.021 * euclid);
      }
    }
  }
}

TEST(FillHoles, FillsOnlyHolesWithinBothLimits) {
  cv::Mat1b mask(40, 40, static_cast<unsigned char>(1));
  mask(cv::Rect(3, 3, 4, 4)).setTo(0);     // fits
  mask(cv::Rect(12, 3, 5, 4)).setTo(0);    // 20 pixels are too many
  mask(cv::Rect(3, 20, 12, 1)).setTo(0);   // 12 pixels, but too wide
  mask(cv::Rect(30, 10, 1, 12)).setTo(0);  // 12 pixels, but too high
  const cv::Mat1b filled = FillHoles(mask, {.area_px = 20.0, .side_px = 10});
  EXPECT_EQ(filled(4, 4), 1);
  EXPECT_EQ(filled(4, 13), 0);
  EXPECT_EQ(filled(20, 8), 0);
  EXPECT_EQ(filled(15, 30), 0);
  EXPECT_EQ(cv::countNonZero(filled == 0), 20 + 12 + 12);
}

TEST(GradientVotes, MeetInTheMiddleOfADisc) {
  cv::Mat1i image(41, 41, 0);
  for (int y = 0; y < image.rows; ++y) {
    for (int x = 0; x < image.cols; ++x) {
      if (std::hypot(x - 20, y - 20) <= 6.5) image(y, x) = 1000;
    }
  }
  const cv::Mat1i votes = Smooth(GradientVotes(image, {1.0, 100.0, 4, 9}), 4);
  cv::Point best;
  cv::minMaxLoc(votes, nullptr, nullptr, nullptr, &best);
  EXPECT_LE(std::max(std::abs(best.x - 20), std::abs(best.y - 20)), 1);
  // A pit in the same place repels.
  const cv::Mat1i pit = Smooth(GradientVotes(-image, {1.0, 100.0, 4, 9}), 4);
  EXPECT_LT(pit(20, 20), votes(20, 20) / 10);
}

TEST(GradientVotes, AreTheSameForFaintAndStrongEdges) {
  cv::Mat1i image(31, 31, 0);
  image(cv::Rect(10, 10, 11, 11)).setTo(1000);
  const cv::Mat1i strong = GradientVotes(image, {1.0, 50.0, 3, 7});
  const cv::Mat1i stronger = GradientVotes(image * 4, {1.0, 50.0, 3, 7});
  EXPECT_EQ(cv::countNonZero(strong != stronger), 0);
}

TEST(LocalMaxima, APlateauHasOneItsFirstPixel) {
  cv::Mat1i score(20, 20, 0);
  score(cv::Rect(8, 9, 3, 2)).setTo(5);
  const cv::Mat1b candidates = score > 0;
  const auto maxima = LocalMaxima(score, candidates, 4);
  ASSERT_EQ(maxima.size(), 1U);
  EXPECT_EQ(maxima[0], cv::Point(8, 9));
}

TEST(ProminentSeeds, MergesAcrossAShallowSaddleOnly) {
  for (const int saddle : {50, 95}) {
    cv::Mat1i score(9, 30, 0);
    score.row(4).setTo(saddle);
    score(4, 5) = 100;
    score(4, 15) = 110;
    const auto seeds = ProminentSeeds({{5, 4}, {15, 4}}, score,
                                      {.height = 20, .radius_px = 12});
    EXPECT_EQ(seeds.size(), saddle == 95 ? 1U : 2U);
    EXPECT_EQ(seeds.back(), cv::Point(15, 4));  // the better one stays
    // Further apart than the radius they do not see each other.
    EXPECT_EQ(
        ProminentSeeds({{5, 4}, {15, 4}}, score, {.height = 20, .radius_px = 9})
            .size(),
        2U);
  }
}

TEST(GrowFromSeeds, SharesTheMaskAndStopsAtTheLimitAndAtGaps) {
  cv::Mat1b mask(9, 40, static_cast<unsigned char>(1));
  mask.col(30).setTo(0);
  const cv::Mat1i labels = GrowFromSeeds({{10, 4}, {20, 4}}, mask, 60);
  EXPECT_EQ(labels(4, 14), 1);
  EXPECT_EQ(labels(4, 15), 1);  // as far from both: the earlier seed's
  EXPECT_EQ(labels(4, 16), 2);
  EXPECT_EQ(labels(4, 29), 2);
  EXPECT_EQ(labels(4, 30), 0);                              // outside the mask
  EXPECT_EQ(labels(4, 31), 0);                              // beyond the gap
  EXPECT_EQ(GrowFromSeeds({{10, 4}}, mask, 10)(4, 13), 0);  // 3 pixels are 15
}

TEST(CollectNuclei, DropsSmallOnesAndNumbersTheRest) {
  cv::Mat1i labels(6, 12, 0);
  labels(cv::Rect(0, 0, 2, 2)).setTo(1);
  labels(cv::Rect(4, 0, 4, 4)).setTo(2);
  const NucleusMap map = CollectNuclei({{0, 0}, {5, 1}}, labels, 5.0);
  ASSERT_EQ(map.nuclei.size(), 1U);
  EXPECT_EQ(map.nuclei[0].area_px, 16);
  EXPECT_EQ(map.labels(0, 0), 0);
  EXPECT_EQ(map.labels(2, 5), 1);
}

}  // namespace
}  // namespace cellquant::core
