#include "core/cells/compartments.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <random>
#include <utility>

namespace cellquant::core {
namespace {

// Labels of random squares, so that every neighborhood occurs.
cv::Mat1i RandomLabels(std::uint32_t seed) {
  std::mt19937 random(seed);
  cv::Mat1i labels(40, 50, 0);
  for (int label = 1; label <= 12; ++label) {
    const cv::Rect square(
        static_cast<int>(random() % 45), static_cast<int>(random() % 35),
        static_cast<int>(random() % 6) + 1, static_cast<int>(random() % 6) + 1);
    labels(square & cv::Rect(0, 0, 50, 40)) = label;
  }
  return labels;
}

// Squared distance and label of the nearest nucleus, by looking at all pixels.
std::pair<int, int> NearestByForce(const cv::Mat1i& labels, int x, int y,
                                   int reach) {
  std::pair<int, int> best{1 << 20, 0};
  for (int j = std::max(0, y - reach); j <= std::min(39, y + reach); ++j) {
    for (int i = std::max(0, x - reach); i <= std::min(49, x + reach); ++i) {
      if (labels(j, i) == 0) continue;
      const int squared = (i - x) * (i - x) + (j - y) * (j - y);
      best = std::min(best, {squared, labels(j, i)});
    }
  }
  return best;
}

TEST(Territories, AreThoseThatLookingAtEveryPixelFinds) {
  for (const std::uint32_t seed : {1U, 2U, 3U, 4U, 5U}) {
    const cv::Mat1i labels = RandomLabels(seed);
    const Territories found = NearestNuclei(labels, 5);
    for (int y = 0; y < labels.rows; ++y) {
      for (int x = 0; x < labels.cols; ++x) {
        const auto [squared, label] = NearestByForce(labels, x, y, 5);
        ASSERT_EQ(found.owner(y, x), label) << x << ", " << y;
        if (label != 0) {
          ASSERT_EQ(found.squared(y, x), squared);
        }
      }
    }
  }
}

TEST(Territories, TheDepthIsTheWayToWhatIsForeign) {
  cv::Mat1i labels(9, 20, 0);
  labels(cv::Rect(2, 2, 5, 5)) = 1;
  labels(cv::Rect(7, 2, 5, 5)) = 2;  // touches the first
  const cv::Mat1i depth = DepthInside(labels, 3);
  EXPECT_EQ(depth(4, 2), 1);
  EXPECT_EQ(depth(4, 4), 9);
  EXPECT_EQ(depth(4, 6), 1);  // the neighbor is foreign, too
  EXPECT_EQ(depth(0, 0), 0);
  labels(cv::Rect(0, 0, 20, 9)) = 1;
  EXPECT_EQ(DepthInside(labels, 3)(4, 9), 16);  // beyond the reach
}

TEST(Sectors, GoRoundTheCentroidInEighths) {
  Nucleus nucleus;
  nucleus.area_px = 4;  // a square of 2 x 2 px with its corner at (10, 10)
  nucleus.sum_x = 42;
  nucleus.sum_y = 42;
  const std::vector<cv::Point> round = {{20, 13}, {13, 20}, {8, 20}, {1, 13},
                                        {1, 8},   {8, 1},   {13, 1}, {20, 8}};
  for (int i = 0; i < kSectors; ++i) {
    const cv::Point p = round[static_cast<std::size_t>(i)];
    EXPECT_EQ(SectorOf(nucleus, p.x, p.y), i) << p;
  }
}

}  // namespace
}  // namespace cellquant::core
