#include "core/render/arrows.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/render/field_picture.h"
#include "tests/testing/ascii_slide.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiSlide;

double DistanceTo(const Arrow& arrow, cv::Point2d p) {
  double nearest = 1e9;
  for (int k = 0; k <= 100; ++k) {
    const cv::Point2d on = arrow.tail + (arrow.tip - arrow.tail) * (k / 100.0);
    nearest = std::min(nearest, std::hypot(on.x - p.x, on.y - p.y));
  }
  return nearest;
}

std::vector<cv::Point2d> Grid(int columns, int rows, double step) {
  std::vector<cv::Point2d> points;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      points.emplace_back(step * (x + 0.5), step * (y + 0.5));
    }
  }
  return points;
}

TEST(Arrows, PointAtTheirCellsFromOutsideAndCoverNone) {
  const ArrowLayout layout{{600, 400}, 30.0, 12.0};
  const auto cells = Grid(6, 4, 100.0);
  const auto arrows = PlanArrows(cells, cells, layout);
  ASSERT_EQ(arrows.size(), cells.size());
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const cv::Point2d to_cell = cells[k] - arrows[k].tip;
    EXPECT_NEAR(std::hypot(to_cell.x, to_cell.y), 12.0, 1e-9);
    EXPECT_NEAR(to_cell.cross(arrows[k].tip - arrows[k].tail), 0.0, 1e-6)
        << "it points at the cell";
    EXPECT_GT(to_cell.dot(arrows[k].tip - arrows[k].tail), 0.0);
    for (const cv::Point2d& cell : cells) {
      EXPECT_GE(DistanceTo(arrows[k], cell), 10.8);
    }
  }
}

TEST(Arrows, StayInThePictureAtItsEdges) {
  const ArrowLayout layout{{100, 100}, 20.0, 8.0};
  for (const Arrow& arrow :
       PlanArrows({{2, 2}, {98, 2}, {2, 98}, {98, 98}, {50, 1}}, {}, layout)) {
    for (const cv::Point2d& end : {arrow.tail, arrow.tip}) {
      EXPECT_TRUE(cv::Rect2d(0, 0, 100, 100).contains(end));
    }
  }
}

TEST(Arrows, KeepOffTheScaleBar) {
  ArrowLayout layout{{200, 200}, 30.0, 10.0};
  layout.taken = {{0, 0, 100, 100}};
  const Arrow arrow = PlanArrows({{110, 110}}, {}, layout).front();
  EXPECT_FALSE(layout.taken.front().contains(cv::Point(arrow.tail)));
}

TEST(Arrows, DoNotCrossWhereCellsLieClose) {
  const ArrowLayout layout{{200, 200}, 30.0, 10.0};
  const auto arrows = PlanArrows({{100, 100}, {112, 100}}, {}, layout);
  EXPECT_GT(DistanceTo(arrows[0], arrows[1].tail), 4.0);
  EXPECT_GT(DistanceTo(arrows[0], arrows[1].tip), 4.0);
}

TEST(SpreadOut, TakesAllOfFewAndOfManyThoseFarFromEachOther) {
  const auto all = Grid(20, 20, 10.0);
  EXPECT_EQ(SpreadOut(all, 400).size(), 400U);
  const auto some = SpreadOut(all, 16);
  ASSERT_EQ(some.size(), 16U);
  for (std::size_t i = 0; i < some.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      EXPECT_GE(std::hypot(some[i].x - some[k].x, some[i].y - some[k].y), 30.0);
    }
  }
}

TEST(FieldPicture, SaysHowManyOfItsCellsHaveAnArrow) {
  const AsciiSlide slide(std::vector<std::string>(40, std::string(40, '.')));
  std::vector<Level0Point> cells;
  for (const cv::Point2d& p : Grid(10, 10, 40.0)) cells.push_back({p.x, p.y});
  cells.push_back({700, 700});  // not in the field
  FieldPictureOptions options;
  options.field = {0, 0, 400, 400};
  const auto picture = DrawFieldPicture(slide, cells, options);
  ASSERT_TRUE(picture) << picture.error().message;
  EXPECT_EQ(picture->picture.size(), cv::Size(900, 900));
  EXPECT_EQ(picture->cells, 100U);
  EXPECT_EQ(picture->arrows, 40U);
}

// The field of one cell, with an arrow or without.
cv::Mat3b OneCell(const std::vector<Level0Point>& cells) {
  const AsciiSlide slide(std::vector<std::string>(40, std::string(40, '.')));
  FieldPictureOptions options;
  options.field = {0, 0, 400, 400};
  options.color = {0x7b, 0x2d, 0x8b};
  return DrawFieldPicture(slide, cells, options)->picture;
}

TEST(FieldPicture, DoesNotTouchTheCellThatItsArrowPointsAt) {
  const cv::Mat3b plain = OneCell({});
  const cv::Mat3b drawn = OneCell({{200, 200}});
  int changed = 0;
  int touched = 0;
  for (int y = 0; y < 900; ++y) {
    for (int x = 0; x < 900; ++x) {
      if (plain(y, x) == drawn(y, x)) continue;
      ++changed;
      // 2.25 px of the picture a pixel of level 0, of 0.5 um: 5 um.
      if (std::hypot(x - 450.0, y - 450.0) < 5.0 * 4.5) ++touched;
    }
  }
  EXPECT_GT(changed, 500);
  EXPECT_EQ(touched, 0);
}

TEST(FieldPicture, NeedsThePixelSizeForItsScaleBar) {
  const FieldImage field("a.png", cv::Mat3b(400, 400, cv::Vec3b(9, 9, 9)));
  FieldPictureOptions options;
  options.field = {0, 0, 400, 400};
  EXPECT_EQ(DrawFieldPicture(field, {}, options).error().reason,
            ErrorReason::kPixelSizeUnknown);
}

}  // namespace
}  // namespace cellquant::core
