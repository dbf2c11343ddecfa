#include "core/regions/representative_field.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

constexpr MicronsPerPixel kMpp{0.5, 0.5};

MultiPolygon Rectangle(double x, double y, double width, double height) {
  return {
      {{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}}};
}

// `count` cells in a row of 1 px, from (x, y).
void AddCells(std::vector<Level0Point>& places, double x, double y, int count) {
  for (int k = 0; k < count; ++k) places.push_back({x + k, y});
}

TEST(RepresentativeField, IsWhollyInTheRegionAndOfTheStatedArea) {
  // A square with a corner cut off and a hole.
  MultiPolygon shape = {
      {{{300, 300}, {4000, 300}, {4000, 4000}, {900, 4000}, {300, 3000}},
       {{{1000, 1000}, {1000, 1300}, {1300, 1300}, {1300, 1000}}}}};
  const auto field = FindRepresentativeField(shape, {}, kMpp);
  ASSERT_TRUE(field) << field.error().message;
  EXPECT_GE(field->area_in_region.value(), 0.99 * field->area.value());
  EXPECT_NEAR(field->area.value(), 0.196, 0.002);
  EXPECT_EQ(field->rect.width, field->rect.height);
  EXPECT_FALSE(field->smaller_than_asked);
  EXPECT_GT(field->candidates, 1U);
}

TEST(RepresentativeField, HasTheDensityNearestToTheMedianAndNotTheHighest) {
  // Five fields of 400 x 400 px beside each other would hold 1 to 5 cells; the
  // ones between hold mixtures. Most have 3.
  std::vector<Level0Point> places;
  for (int k = 0; k < 5; ++k) AddCells(places, 150 + 400 * k, 200, k + 1);
  const auto field = FindRepresentativeField(Rectangle(0, 0, 2000, 400), places,
                                             kMpp, SquareMillimeters(0.04));
  ASSERT_TRUE(field);
  EXPECT_EQ(field->candidates, 17U);
  EXPECT_EQ(field->count, 3U);
  EXPECT_NEAR(field->density.value(), 75.0, 1e-9);
  EXPECT_NEAR(field->median.value(), 75.0, 1e-9);
}

TEST(RepresentativeField, OfEqualsItIsTheFirstByRow) {
  const auto field = FindRepresentativeField(Rectangle(500, 700, 4000, 4000),
                                             {}, kMpp, SquareMillimeters(0.04));
  ASSERT_TRUE(field);
  EXPECT_EQ(field->rect, (Level0Rect{500, 700, 400, 400}));
}

TEST(RepresentativeField, CellsOutsideOfTheRegionDoNotCount) {
  std::vector<Level0Point> places;
  AddCells(places, 0, 100, 50);  // left of it
  AddCells(places, 600, 100, 4);
  const auto field = FindRepresentativeField(
      Rectangle(500, 0, 400, 400), places, kMpp, SquareMillimeters(0.04));
  ASSERT_TRUE(field);
  EXPECT_EQ(field->count, 4U);
  EXPECT_EQ(field->candidates, 1U);
}

TEST(RepresentativeField, IsSmallerWhereTheRegionHasNoMoreRoom) {
  const auto field =
      FindRepresentativeField(Rectangle(0, 0, 3000, 500), {}, kMpp);
  ASSERT_TRUE(field);
  EXPECT_TRUE(field->smaller_than_asked);
  EXPECT_GE(field->rect.height, 400);
  EXPECT_LE(field->rect.height, 505) << "99 % in the region";
}

TEST(RepresentativeField, ThereIsNoneInAThread) {
  const auto field =
      FindRepresentativeField(Rectangle(0, 0, 3000, 60), {}, kMpp);
  ASSERT_FALSE(field);
  EXPECT_EQ(field.error().reason, ErrorReason::kNotFound);
}

TEST(RepresentativeField, PixelsThatAreNotSquareGiveASquareOnTheGlass) {
  const auto field =
      FindRepresentativeField(Rectangle(0, 0, 4000, 4000), {}, {0.5, 0.25});
  ASSERT_TRUE(field);
  EXPECT_NEAR(0.5 * static_cast<double>(field->rect.width),
              0.25 * static_cast<double>(field->rect.height), 2.0);
}

TEST(RepresentativeField, ANonsenseSizeIsRefused) {
  for (const double area : {0.0, 5.0}) {
    EXPECT_EQ(FindRepresentativeField(Rectangle(0, 0, 9, 9), {}, kMpp,
                                      SquareMillimeters(area))
                  .error()
                  .reason,
              ErrorReason::kInvalidArgument);
  }
  EXPECT_FALSE(FindRepresentativeField(Rectangle(0, 0, 9, 9), {}, {0, 0}));
}

}  // namespace
}  // namespace cellquant::core
