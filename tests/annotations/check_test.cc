#include "core/annotations/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Ring Square(double x, double y, double side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}

Drawing Drawn(const std::string& place, const Ring& ring, int layer = 0) {
  Drawing drawing{place};
  drawing.shape = {{ring, {}}};
  drawing.layer = layer;
  return drawing;
}

Drawing Negative(const Ring& ring, int layer = 0) {
  Drawing drawing = Drawn("negative", ring, layer);
  drawing.negative = true;
  return drawing;
}

// A figure of eight: the two lobes have 25 px2 each.
const Ring kEight = {{0, 0}, {10, 10}, {10, 0}, {0, 10}};

CheckedDrawings Check(std::vector<Drawing> drawings, bool repair = false) {
  auto checked = CheckDrawings(std::move(drawings), repair);
  EXPECT_TRUE(checked) << checked.error().message;
  return checked ? *std::move(checked) : CheckedDrawings{};
}

TEST(CheckDrawings, EveryBadAreaIsNamedAndTheGoodOnesStay) {
  const auto checked =
      Check({Drawn("one", Square(0, 0, 10)), Drawn("two", kEight),
             Drawn("three", {{0, 0}, {5, 5}})});
  EXPECT_THAT(checked.areas, SizeIs(1));
  ASSERT_THAT(checked.problems, SizeIs(2));
  EXPECT_EQ(checked.problems[0].message, "two: Self-intersection at (5, 5)");
  EXPECT_THAT(checked.problems[1].message,
              HasSubstr("three: a ring has fewer"));
}

TEST(CheckDrawings, NothingIsRepairedUnlessAskedForAndThenItIsSaid) {
  const auto checked = Check({Drawn("two", kEight)}, /*repair=*/true);
  EXPECT_THAT(checked.problems, IsEmpty());
  ASSERT_THAT(checked.areas, SizeIs(1));
  EXPECT_DOUBLE_EQ(AreaPx2(checked.areas[0].shape), 50.0);
  EXPECT_THAT(checked.repairs,
              ElementsAre("two: Self-intersection at (5, 5); repaired to 2 "
                          "part(s) of 50.0 px2 together"));
}

TEST(CheckDrawings, WhatIsNoPlaceOnASlideCannotBeRepaired) {
  for (const double far : {std::numeric_limits<double>::quiet_NaN(),
                           std::numeric_limits<double>::infinity(), 1e12}) {
    const auto checked =
        Check({Drawn("far", {{0, 0}, {far, 0}, {9, 9}})}, /*repair=*/true);
    ASSERT_THAT(checked.problems, SizeIs(1)) << far;
    EXPECT_THAT(checked.problems[0].message, HasSubstr("not a place"));
  }
}

TEST(CheckDrawings, ALineHasNoAreaEvenRepaired) {
  for (const bool repair : {false, true}) {
    const auto checked =
        Check({Drawn("flat", {{0, 0}, {5, 0}, {9, 0}})}, repair);
    EXPECT_THAT(checked.areas, IsEmpty());
    EXPECT_THAT(checked.problems, SizeIs(1));
  }
}

TEST(CheckDrawings, ANegativeAreaIsAHoleOfItsLayerWithExactVertices) {
  const auto checked =
      Check({Drawn("layer 1", Square(0, 0, 10)), Negative(Square(2, 2, 3)),
             Drawn("layer 2", Square(0, 0, 10), 1)});
  ASSERT_THAT(checked.areas, SizeIs(2));
  EXPECT_DOUBLE_EQ(AreaPx2(checked.areas[0].shape), 91.0);
  EXPECT_EQ(checked.areas[0].shape,
            Normalized({{Square(0, 0, 10), {Square(2, 2, 3)}}}));
  EXPECT_DOUBLE_EQ(AreaPx2(checked.areas[1].shape), 100.0);
}

TEST(CheckDrawings, AnIslandInANegativeAreaKeepsItsArea) {
  const auto checked =
      Check({Drawn("outer", Square(0, 0, 10)), Negative(Square(2, 2, 6)),
             Drawn("island", Square(4, 4, 2))});
  ASSERT_THAT(checked.areas, SizeIs(2));
  EXPECT_DOUBLE_EQ(AreaPx2(checked.areas[0].shape), 64.0);
  EXPECT_DOUBLE_EQ(AreaPx2(checked.areas[1].shape), 4.0);
  EXPECT_THAT(checked.warnings, IsEmpty());
}

TEST(CheckDrawings, ANegativeAreaThatTakesNothingOffIsSaid) {
  const auto checked =
      Check({Drawn("area", Square(0, 0, 10)), Negative(Square(20, 20, 3))});
  ASSERT_THAT(checked.warnings, SizeIs(1));
  EXPECT_THAT(checked.warnings[0], HasSubstr("no area of its layer"));
}

TEST(CheckDrawings, NegativeAreasAreTakenOffTogetherWhateverTheirOrder) {
  const Ring left = {{-10, -10}, {70, -10}, {70, 110}, {-10, 110}};
  const Ring right = {{60, -10}, {110, -10}, {110, 110}, {60, 110}};
  for (const auto& [first, second] : {std::pair(left, right), {right, left}}) {
    const auto checked = Check(
        {Drawn("area", Square(0, 0, 100)), Negative(first), Negative(second)});
    EXPECT_THAT(checked.areas, IsEmpty());
    EXPECT_THAT(checked.warnings,
                ElementsAre(HasSubstr("together take off all")));
  }
}

TEST(CheckDrawings, WhatRoundingLeavesOfAnAreaIsNoRegion) {
  const auto checked =
      Check({Drawn("area", Square(0, 0, 100)), Negative(Square(0, 0, 60)),
             Negative({{0, 60},
                       {0, 100},
                       {100, 100},
                       {100, 1e-9},
                       {60, 1e-9},
                       {60, 60}})});
  EXPECT_THAT(checked.areas, IsEmpty());
}

TEST(CheckDrawings, ARepairMakesNoAreaOfAHoleThatLiesOutside) {
  Drawing drawing = Drawn("area", Square(0, 0, 10));
  drawing.shape[0].holes.push_back(Square(20, 20, 5));
  const auto checked = Check({drawing}, /*repair=*/true);
  ASSERT_THAT(checked.areas, SizeIs(1));
  EXPECT_DOUBLE_EQ(AreaPx2(checked.areas[0].shape), 100.0);
}

TEST(CheckDrawings, ANegativeAreaAcrossAnEdgeTakesOffWhatItCovers) {
  const auto checked =
      Check({Drawn("area", Square(0, 0, 10)), Negative(Square(8, 8, 10))});
  EXPECT_DOUBLE_EQ(AreaPx2(checked.areas.at(0).shape), 96.0);
}

}  // namespace
}  // namespace cellquant::core
