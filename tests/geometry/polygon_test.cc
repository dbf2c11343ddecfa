#include "core/geometry/polygon.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

Ring Square(double x, double y, double side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}

TEST(Polygon, HolesAreTakenOffTheArea) {
  EXPECT_DOUBLE_EQ(AreaPx2({{Square(0, 0, 10), {Square(2, 2, 3)}}}), 91.0);
}

TEST(Polygon, AreaUsesBothAxesOfThePixel) {
  const MultiPolygon shape = {{Square(0, 0, 1000), {}}};
  EXPECT_DOUBLE_EQ(Area(shape, {0.5, 0.25}).value(), 0.125);
}

TEST(Polygon, SmallRingFarFromTheOriginKeepsItsArea) {
  EXPECT_DOUBLE_EQ(AreaPx2({{Square(1e8, 1e8, 0.25), {}}}), 0.0625);
}

TEST(Polygon, BoundsAreWholePixels) {
  const MultiPolygon shape = {{{{1.2, -0.5}, {7.0, 0.0}, {3.0, 9.1}}, {}}};
  EXPECT_EQ(Bounds(shape), (Level0Rect{1, -1, 6, 11}));
}

TEST(Polygon, SameShapeDrawnInAnotherWayIsTheSameWhenNormalized) {
  const MultiPolygon one = {{Square(0, 0, 10), {Square(2, 2, 3)}},
                            {Square(20, 0, 5), {}}};
  const MultiPolygon other = {{{{25, 5}, {25, 0}, {20, 0}, {20, 5}}, {}},
                              {{{10, 10}, {10, 10}, {0, 10}, {0, 0}, {10, 0}},
                               {{{5, 5}, {2, 5}, {2, 2}, {5, 2}}}}};
  EXPECT_EQ(Normalized(one), Normalized(other));
}

TEST(Polygon, AnotherShapeStaysAnother) {
  EXPECT_NE(Normalized({{Square(0, 0, 10), {}}}),
            Normalized({{Square(0, 0, 10.01), {}}}));
}

}  // namespace
}  // namespace cellquant::core
