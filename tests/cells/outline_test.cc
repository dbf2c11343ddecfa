#include "core/cells/outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <opencv2/core.hpp>
#include <string>

#include "core/cells/label_rings.h"
#include "core/geometry/validity.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A drawing: letters are labels, 'a' is 1.
cv::Mat1i Labels(const std::vector<std::string>& rows) {
  cv::Mat1i labels(static_cast<int>(rows.size()),
                   static_cast<int>(rows.front().size()));
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      const char c =
          rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
      labels(y, x) = c == '.' ? 0 : c - 'a' + 1;
    }
  }
  return labels;
}

// With pixels of `scale` level-0 px.
MultiPolygon ShapeOf(const cv::Mat1i& labels, int label, double scale = 1.0) {
  const auto traced = RingsOfLabels(labels, 4);
  std::vector<Ring> rings;
  for (const PixelRing& ring : traced.at(static_cast<std::size_t>(label - 1))) {
    Ring& points = rings.emplace_back();
    for (const cv::Point p : ring) points.push_back({p.x * scale, p.y * scale});
  }
  return PartsWithHoles(std::move(rings));
}

TEST(NucleusOutline, RunsAlongTheEdgesOfPixels) {
  const auto shape = ShapeOf(Labels({".....", ".aa..", "..a..", "....."}), 1);
  ASSERT_EQ(shape.size(), 1U);
  EXPECT_EQ(shape[0].exterior,
            (Ring{{1, 1}, {3, 1}, {3, 3}, {2, 3}, {2, 2}, {1, 2}}));
  EXPECT_TRUE(shape[0].holes.empty());
  EXPECT_THAT(NucleusOutline(shape).Numbers(),
              ElementsAre(6, 100, 100, 200, 200, -100, -100, -100, -100));
}

TEST(NucleusOutline, NeighborsShareAnEdgeAndKeepTheirOwnOutlines) {
  const cv::Mat1i labels = Labels({"aab", "aab", "ccb"});
  EXPECT_EQ(AreaPx2(ShapeOf(labels, 1)), 4.0);
  EXPECT_EQ(AreaPx2(ShapeOf(labels, 2)), 3.0);
  EXPECT_EQ(AreaPx2(ShapeOf(labels, 3)), 2.0);
}

TEST(NucleusOutline, PixelsThatMeetAtACornerAreTwoParts) {
  const auto shape = ShapeOf(Labels({"aa..", "aa..", "..aa", "..aa"}), 1);
  EXPECT_EQ(shape.size(), 2U);
  EXPECT_EQ(AreaPx2(shape), 8.0);
  EXPECT_EQ(WhyInvalid(shape), std::nullopt);
}

TEST(NucleusOutline, AHoleClosedByACornerAloneIsAHole) {
  // The ring of pixels closes at a corner only, and so does its hole.
  const auto shape = ShapeOf(Labels({".aaa", "aa.a", "a.aa", "aaa."}), 1);
  ASSERT_EQ(shape.size(), 1U);
  EXPECT_EQ(shape[0].holes.size(), 2U);
  EXPECT_EQ(AreaPx2(shape), 12.0);
  EXPECT_EQ(WhyInvalid(shape), std::nullopt);
  const auto open = ShapeOf(Labels({".aaa", "a..a", "a..a", "aaaa"}), 1);
  EXPECT_EQ(WhyInvalid(open), std::nullopt);
  EXPECT_EQ(AreaPx2(open), 11.0);
}

TEST(NucleusOutline, APartInAHoleIsNoPartOfTheHole) {
  const auto shape =
      ShapeOf(Labels({"aaaaa", "a...a", "a.a.a", "a...a", "aaaaa"}), 1);
  ASSERT_EQ(shape.size(), 2U);
  EXPECT_EQ(shape[0].holes.size(), 1U);
  EXPECT_TRUE(shape[1].holes.empty());
  EXPECT_EQ(AreaPx2(shape), 17.0);
  EXPECT_EQ(WhyInvalid(shape), std::nullopt);
}

// Random pixels have every corner, hole and island there is.
TEST(NucleusOutline, EnclosesExactlyItsPixelsAndIsValid) {
  std::uint32_t state = 3;
  for (int run = 0; run < 300; ++run) {
    cv::Mat1i labels(9, 9);
    for (int& label : labels) {
      state = state * 1664525U + 1013904223U;
      label = static_cast<int>((state >> 24U) % 3U);
    }
    for (const int label : {1, 2}) {
      for (const double scale : {1.0, 2.0, 0.46 / 0.34}) {
        const NucleusOutline outline(ShapeOf(labels, label, scale));
        EXPECT_NEAR(AreaPx2(outline.Shape()) / (scale * scale),
                    cv::countNonZero(labels == label),
                    scale == 2.0 || scale == 1.0 ? 0.0 : 0.5);
        EXPECT_EQ(WhyInvalid(outline.Shape()), std::nullopt) << labels;
        EXPECT_EQ(NucleusOutline::FromNumbers(outline.Numbers()).value(),
                  outline);
      }
    }
  }
}

TEST(NucleusOutline, DoesNotDependOnWhatLiesRoundItsPixels) {
  const auto alone = ShapeOf(Labels({".aa.", "aaaa", ".a.a"}), 1);
  EXPECT_EQ(ShapeOf(Labels({"baab", "aaaa", "bada"}), 1), alone);
}

TEST(NucleusOutline, IsRoundedToHundredthsOfAPixel) {
  const NucleusOutline outline(
      {{{{-1.004, 2.0}, {3.336, 2.0}, {3.336, 4.5}, {-1.004, 4.5}}, {}}});
  EXPECT_THAT(outline.Numbers(),
              ElementsAre(4, -100, 200, 434, 250, -434, -250));
  EXPECT_EQ(outline.Shape()[0].exterior,
            (Ring{{-1, 2}, {3.34, 2}, {3.34, 4.5}, {-1, 4.5}}));
}

TEST(NucleusOutline, OfNothingIsEmpty) {
  EXPECT_TRUE(NucleusOutline().empty());
  EXPECT_TRUE(NucleusOutline().Shape().empty());
  EXPECT_TRUE(NucleusOutline::FromNumbers({}).value().empty());
}

TEST(NucleusOutline, NumbersThatAreNoOutlineAreRefused) {
  const auto why = [](const std::vector<std::int32_t>& numbers) {
    const auto outline = NucleusOutline::FromNumbers(numbers);
    return outline ? "" : outline.error().message;
  };
  EXPECT_EQ(why({4, 0, 0, 1, 1, -1, -1}), "");
  EXPECT_THAT(why({4, 0, 0, 1, 1, -1}), HasSubstr("an edge missing"));
  EXPECT_THAT(why({4}), HasSubstr("an edge missing"));
  EXPECT_THAT(why({2'000'000'000, 0, 0, 1}), HasSubstr("an edge missing"));
  EXPECT_THAT(why({3, 0, 0, 1, 1, -1}), HasSubstr("number of edges"));
  EXPECT_THAT(why({-4, 0, 0, 1, 1, -1, -1}), HasSubstr("number of edges"));
  EXPECT_THAT(why({4, 0, 0, 1, 1, -1, -2}), HasSubstr("not closed"));
  EXPECT_THAT(why({4, 0, 0, 0, 1, 0, -1}), HasSubstr("without length"));
  EXPECT_THAT(why({4, 0, 0, 1, -1, -1, 1}), HasSubstr("a hole in nothing"));
  EXPECT_THAT(why({4, 2'147'483'647, 0, 1, 1, -1, -1}),
              HasSubstr("too far away"));
}

}  // namespace
}  // namespace cellquant::core
