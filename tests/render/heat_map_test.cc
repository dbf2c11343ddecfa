#include "core/render/heat_map.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/slide/field_image.h"
#include "tests/testing/ascii_slide.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiRectangle;
using ::cellquant::testing::AsciiSlide;

// 400 x 200 px of 0.5 um: two blocks of 100 um, the left one with cells.
const std::vector<std::string> kRows(10, std::string(20, '.'));
const Level0Rect kAll{0, 0, 400, 200};

Region Everything() { return {"r", "", "", AsciiRectangle(0, 0, 20, 10)}; }

std::vector<Cell> CellsOnTheLeft(int count) {
  std::vector<Cell> cells;
  for (int i = 0; i < count; ++i) {
    Cell cell;
    cell.centroid = {100.0 + i, 100.0};
    cell.classification = CellClass::kPositive;
    cells.push_back(cell);
  }
  return cells;
}

cv::Mat3b Draw(int cells, const HeatMapOptions& options) {
  const AsciiSlide slide(kRows);
  const auto map = MapDensity({Everything()}, CellsOnTheLeft(cells),
                              slide.info().pixel_size->mpp);
  const auto picture = DrawHeatMap(slide, {Everything()}, *map, options);
  EXPECT_TRUE(picture) << picture.error().message;
  return *picture;
}

int Lightness(const cv::Vec3b& p) { return p[0] + p[1] + p[2]; }

TEST(HeatMap, DenseBlocksAreYellowAndEmptyOnesPurple) {
  const cv::Mat3b picture = Draw(10, {kAll, 800});
  const cv::Vec3b dense = picture(150, 200);
  const cv::Vec3b none = picture(150, 600);
  EXPECT_GT(dense[0], dense[2] + 60);  // yellow: red and green over blue
  EXPECT_GT(dense[1], dense[2] + 60);
  EXPECT_GT(none[0], none[1] + 20);  // purple: green is the least
  EXPECT_GT(none[2], none[1] + 20);
  EXPECT_GT(Lightness(dense), Lightness(none) + 100);
}

TEST(HeatMap, AFixedScaleMakesPicturesComparable) {
  HeatMapOptions options{kAll, 800};
  options.brightest = CellsPerSquareMillimeter(1000.0);
  const cv::Vec3b many = Draw(10, options)(150, 200);
  const cv::Vec3b few = Draw(2, options)(150, 200);
  EXPECT_GT(Lightness(many), Lightness(few) + 60);
  EXPECT_EQ(Draw(20, options)(150, 200), many) << "beyond the end of the scale";
}

TEST(HeatMap, ABarBesideThePictureSaysWhatTheColorsMean) {
  const cv::Mat3b picture = Draw(10, {kAll, 1600});
  ASSERT_GT(picture.cols, 1600);
  const cv::Mat3b panel = picture.colRange(1600, picture.cols);
  const cv::Vec3b top = panel(100, 30);
  const cv::Vec3b bottom = panel(panel.rows - 170, 30);
  EXPECT_GT(Lightness(top), Lightness(bottom) + 100);
  int dark = 0;  // letters
  for (const cv::Vec3b& p : panel) dark += Lightness(p) < 100 ? 1 : 0;
  EXPECT_GT(dark, 500);
}

TEST(HeatMap, OutsideOfTheRegionsTheSlideIsGray) {
  const AsciiSlide slide(kRows);
  const Region left{"r", "", "", AsciiRectangle(0, 0, 10, 10)};
  const auto map =
      MapDensity({left}, CellsOnTheLeft(3), slide.info().pixel_size->mpp);
  const auto picture = DrawHeatMap(slide, {left}, *map, {kAll, 800});
  ASSERT_TRUE(picture);
  const cv::Vec3b outside = (*picture)(150, 600);
  EXPECT_EQ(outside[0], outside[1]);
  EXPECT_EQ(outside[1], outside[2]);
}

TEST(HeatMap, ADarkSlideAndATinyFieldAreDrawn) {
  const AsciiSlide tissue(kRows);
  const auto map = MapDensity({Everything()}, {}, {0.5, 0.5});
  EXPECT_TRUE(DrawHeatMap(tissue, {Everything()}, *map, {{5, 5, 3, 3}, 64}));
  const AsciiSlide empty({" "});
  EXPECT_TRUE(DrawHeatMap(empty, {}, *map, {{0, 0, 20, 20}, 1600}));
}

TEST(HeatMap, WithoutThePixelSizeThereIsNoDensity) {
  const FieldImage field("a.png", cv::Mat3b(200, 400, cv::Vec3b(9, 9, 9)));
  const auto map = MapDensity({Everything()}, {}, {0.5, 0.5});
  const auto picture = DrawHeatMap(field, {}, *map, {kAll, 800});
  ASSERT_FALSE(picture);
  EXPECT_EQ(picture.error().reason, ErrorReason::kPixelSizeUnknown);
}

TEST(HeatMap, AScaleThatEndsAtZeroIsRefused) {
  const AsciiSlide slide(kRows);
  const auto map = MapDensity({Everything()}, {}, {0.5, 0.5});
  HeatMapOptions options{kAll, 800};
  options.brightest = CellsPerSquareMillimeter(0.0);
  EXPECT_EQ(DrawHeatMap(slide, {}, *map, options).error().reason,
            ErrorReason::kInvalidArgument);
}

}  // namespace
}  // namespace cellquant::core
