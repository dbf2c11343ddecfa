#include "core/render/overlay.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/render/view.h"
#include "core/slide/field_image.h"
#include "tests/testing/ascii_slide.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiRectangle;
using ::cellquant::testing::AsciiSlide;

const std::vector<std::string> kRows(10, std::string(20, '.'));

int Count(const cv::Mat3b& picture, bool (*is)(const cv::Vec3b&)) {
  int count = 0;
  for (const cv::Vec3b& pixel : picture) count += is(pixel) ? 1 : 0;
  return count;
}

bool Magenta(const cv::Vec3b& p) { return p[0] > 220 && p[1] < 60; }
bool Blue(const cv::Vec3b& p) { return p[2] > 220 && p[0] < 60; }

TEST(Overlay, HasTheFieldsShape) {
  const AsciiSlide slide(kRows);
  const auto picture = DrawOverlay(slide, {}, {}, {{0, 0, 400, 200}, 800});
  ASSERT_TRUE(picture) << picture.error().message;
  EXPECT_EQ(picture->size(), cv::Size(800, 400));
}

TEST(Overlay, DrawsRegionsInBlueAndPositiveCellsInMagenta) {
  const AsciiSlide slide(kRows);
  Cell positive;
  positive.centroid = {200, 100};
  positive.classification = CellClass::kPositive;
  const OverlayOptions options{{0, 0, 400, 200}, 400};
  const Region region{"r", "", "", AsciiRectangle(2, 2, 10, 5)};
  const auto plain = DrawOverlay(slide, {}, {}, options);
  const auto drawn = DrawOverlay(slide, {region}, {positive}, options);
  ASSERT_TRUE(plain && drawn);
  EXPECT_EQ(Count(*plain, Magenta) + Count(*plain, Blue), 0);
  EXPECT_GT(Count(*drawn, Magenta), 20);
  EXPECT_GT(Count(*drawn, Blue), 200);
}

// Pixels of `drawn` within `where` that are not those of `plain`.
int Changed(const cv::Mat3b& plain, const cv::Mat3b& drawn, cv::Rect where) {
  int count = 0;
  for (int y = where.y; y < where.br().y; ++y) {
    for (int x = where.x; x < where.br().x; ++x) {
      count += plain(y, x) != drawn(y, x) ? 1 : 0;
    }
  }
  return count;
}

Cell CellAt(Level0Point p, CellClass classification) {
  Cell cell;
  cell.centroid = p;
  cell.classification = classification;
  return cell;
}

TEST(Overlay, AClassHasItsOwnShape) {
  const AsciiSlide slide(kRows);
  const OverlayOptions options{{100, 50, 100, 100}, 400, false};
  const auto plain = DrawOverlay(slide, {}, {}, options);
  // 100 px are 50 um: a mark of 5 um reaches 40 px of the picture.
  const auto changes = [&](CellClass c, cv::Point at) {
    const auto drawn = DrawOverlay(slide, {}, {CellAt({150, 100}, c)}, options);
    return Changed(*plain, *drawn, {at, cv::Size(1, 1)});
  };
  const cv::Point middle(200, 200);
  const cv::Point right(240, 200);   // the ring's
  const cv::Point corner(248, 200);  // the diamond's
  EXPECT_EQ(changes(CellClass::kPositive, middle), 0);
  EXPECT_EQ(changes(CellClass::kPositive, right), 1);
  EXPECT_EQ(changes(CellClass::kEquivocal, middle), 0);
  EXPECT_EQ(changes(CellClass::kEquivocal, corner), 1);
  EXPECT_EQ(changes(CellClass::kNegative, middle), 1);
  EXPECT_EQ(changes(CellClass::kNegative, right), 0);
}

TEST(Overlay, TheLegendStandsAtTheBottomRightUnlessItIsNotWanted) {
  const AsciiSlide slide(kRows);
  const std::vector<Cell> cells = {CellAt({20, 20}, CellClass::kPositive)};
  OverlayOptions options{{0, 0, 400, 200}, 1600};
  const auto with = DrawOverlay(slide, {}, cells, options);
  options.legend = false;
  const auto without = DrawOverlay(slide, {}, cells, options);
  ASSERT_TRUE(with && without);
  EXPECT_GT(Changed(*without, *with, {1400, 680, 190, 110}), 500);
  EXPECT_EQ(Changed(*without, *with, {0, 0, 1200, 600}), 0);
}

TEST(Overlay, ExcludedAreasAreHatchedAndNamed) {
  const AsciiSlide slide(kRows);
  OverlayOptions options{{0, 0, 400, 200}, 1600};
  const auto plain = DrawOverlay(slide, {}, {}, options);
  options.excluded = {{"r", "", "", AsciiRectangle(4, 2, 10, 6)}};
  const auto drawn = DrawOverlay(slide, {}, {}, options);
  ASSERT_TRUE(plain && drawn);
  // Well within: lines, and tissue between them.
  const cv::Rect within(500, 300, 200, 200);
  EXPECT_GT(Changed(*plain, *drawn, within), 4000);
  EXPECT_LT(Changed(*plain, *drawn, within), 30000);
  EXPECT_EQ(Changed(*plain, *drawn, {0, 0, 200, 100}), 0);
}

TEST(Overlay, ANameStandsAtTheTopOfItsRegion) {
  const AsciiSlide slide(kRows);
  const OverlayOptions options{{0, 0, 400, 200}, 1600};
  Region region{"r", "", "", AsciiRectangle(5, 3, 10, 5)};
  const auto unnamed = DrawOverlay(slide, {region}, {}, options);
  region.name = "F\xC3\xB6llikel";
  const auto named = DrawOverlay(slide, {region}, {}, options);
  ASSERT_TRUE(unnamed && named);
  EXPECT_GT(Changed(*unnamed, *named, {400, 210, 100, 26}), 200);
  EXPECT_EQ(Changed(*unnamed, *named, {400, 240, 800, 400}), 0);
}

TEST(Overlay, ATinyFieldAndADarkSlideAreDrawn) {
  const FieldImage dark("dark.png", cv::Mat3b(300, 300, cv::Vec3b(9, 5, 5)));
  const Region region{
      "r", "Region", "", {{{{10, 10}, {12, 10}, {12, 12}}, {}}}};
  const std::vector<Cell> cells = {CellAt({11, 11}, CellClass::kPositive)};
  for (const Level0Rect field :
       {Level0Rect{0, 0, 30, 30}, Level0Rect{0, 0, 300, 300}}) {
    const auto drawn = DrawOverlay(dark, {region}, cells, {field});
    ASSERT_TRUE(drawn) << drawn.error().message;
    EXPECT_GT(Count(*drawn, Magenta), 0);
  }
}

TEST(View, AFieldRoundARegionHasAMarginWithinTheSlide) {
  const MultiPolygon shape = {{{{100, 0}, {200, 0}, {200, 50}, {100, 50}}, {}}};
  EXPECT_EQ(FieldAround(shape, {203, 400}), (Level0Rect{93, 0, 110, 57}));
}

TEST(Overlay, AFieldOffTheSlideIsRefused) {
  const AsciiSlide slide(kRows);
  EXPECT_FALSE(DrawOverlay(slide, {}, {}, {{5000, 0, 10, 10}, 800}));
}

}  // namespace
}  // namespace cellquant::core
