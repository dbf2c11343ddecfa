#include "core/geometry/validity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

TEST(Validity, ASquareWithAHoleIsValid) {
  EXPECT_EQ(WhyInvalid({{{{0, 0}, {9, 0}, {9, 9}, {0, 9}},
                         {{{3, 3}, {6, 3}, {6, 6}, {3, 6}}}}}),
            std::nullopt);
}

TEST(Validity, ABowTieNamesItsCrossing) {
  const auto why = WhyInvalid({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}}, {}}});
  ASSERT_TRUE(why);
  EXPECT_THAT(*why, ::testing::HasSubstr("Self-intersection"));
  EXPECT_THAT(*why, ::testing::HasSubstr("(5, 5)"));
}

TEST(Validity, OverlappingPartsAreRefused) {
  EXPECT_TRUE(WhyInvalid({{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {}},
                          {{{2, 2}, {6, 2}, {6, 6}, {2, 6}}, {}}}));
}

TEST(Validity, AHoleOutsideItsPolygonIsRefused) {
  EXPECT_TRUE(WhyInvalid({{{{0, 0}, {4, 0}, {4, 4}, {0, 4}},
                           {{{7, 7}, {8, 7}, {8, 8}, {7, 8}}}}}));
}

TEST(Union, ShapesThatOverlapTouchOrLieApartAreThereOnce) {
  const auto square = [](double x) {
    return MultiPolygon{{{{x, 0}, {x + 4, 0}, {x + 4, 4}, {x, 4}}, {}}};
  };
  const MultiPolygon a = square(0);
  const MultiPolygon overlapping = square(2);
  const MultiPolygon touching = square(6);
  const MultiPolygon apart = square(20);
  const auto shape = UnionOfShapes({&a, &overlapping, &touching, &apart});
  ASSERT_TRUE(shape);
  ASSERT_EQ(shape->size(), 2U);
  EXPECT_DOUBLE_EQ(AreaPx2(*shape), 4.0 * 10.0 + 16.0);
}

TEST(Union, RectanglesRoundAGapLeaveAHole) {
  const auto shape =
      UnionOf({{0, 0, 9, 3}, {0, 6, 9, 3}, {0, 3, 3, 3}, {6, 3, 3, 3}});
  ASSERT_TRUE(shape);
  ASSERT_EQ(shape->size(), 1U);
  EXPECT_EQ(shape->front().holes.size(), 1U);
  EXPECT_DOUBLE_EQ(AreaPx2(*shape), 72.0);
}

TEST(Union, PiecesApartStayApart) {
  EXPECT_EQ(UnionOf({{0, 0, 2, 2}, {5, 5, 2, 2}})->size(), 2U);
}

TEST(Union, OfCornersThatTouchIsValid) {
  const auto shape = UnionOf({{0, 0, 2, 2}, {2, 2, 2, 2}});
  ASSERT_TRUE(shape);
  EXPECT_EQ(WhyInvalid(*shape), std::nullopt);
  EXPECT_DOUBLE_EQ(AreaPx2(*shape), 8.0);
}

TEST(Union, CommonAreaCountsOnce) {
  const MultiPolygon a = {{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {}}};
  const MultiPolygon b = {{{{5, 0}, {15, 0}, {15, 10}, {5, 10}}, {}}};
  const MultiPolygon c = {{{{15, 0}, {20, 0}, {20, 10}, {15, 10}}, {}}};
  EXPECT_DOUBLE_EQ(UnionAreaPx2({&a}).value(), 100.0);
  EXPECT_DOUBLE_EQ(UnionAreaPx2({&a, &b}).value(), 150.0);
  EXPECT_DOUBLE_EQ(UnionAreaPx2({&b, &c}).value(), 150.0);
  EXPECT_DOUBLE_EQ(UnionAreaPx2({&a, &b, &c}).value(), 200.0);
  EXPECT_DOUBLE_EQ(UnionAreaPx2({}).value(), 0.0);
}

TEST(Union, OfNothingIsEmpty) { EXPECT_TRUE(UnionOf({})->empty()); }

TEST(Validity, WhoMeetsAShapeIsToldOneByOne) {
  const auto square = [](double x, double side) {
    return MultiPolygon{
        {{{x, 0}, {x + side, 0}, {x + side, side}, {x, side}}, {}}};
  };
  const MultiPolygon shape = square(0, 10);
  const MultiPolygon inside = square(2, 1);
  const MultiPolygon across = square(9, 5);
  const MultiPolygon apart = square(20, 5);
  EXPECT_EQ(MeetWith(shape, {&inside, &across, &apart}),
            (std::vector<bool>{true, true, false}));
  EXPECT_TRUE(MeetWith(shape, {}).empty());
}

}  // namespace
}  // namespace cellquant::core
