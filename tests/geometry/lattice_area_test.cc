#include "core/geometry/lattice_area.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

namespace cellquant::core {
namespace {

Ring Rectangle(double left, double top, double right, double bottom) {
  return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

double At(const LatticeAreas& areas, std::int64_t i, std::int64_t j) {
  return areas.px2[areas.Index(i, j)];
}

double Sum(const LatticeAreas& areas) {
  return std::accumulate(areas.px2.begin(), areas.px2.end(), 0.0);
}

// The side of a half-plane that holds the points with a x + b y <= c.
struct HalfPlane {
  double a, b, c;
  double Excess(Level0Point p) const { return a * p.x + b * p.y - c; }
};

// Sutherland and Hodgman's clipping: of a concave ring it leaves edges that
// run back and forth on the border, whose areas cancel.
Ring Clipped(const Ring& ring, const HalfPlane& half) {
  Ring out;
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const Level0Point p = ring[k];
    const Level0Point q = ring[(k + 1) % ring.size()];
    const double at_p = half.Excess(p);
    const double at_q = half.Excess(q);
    if (at_p <= 0.0) out.push_back(p);
    if ((at_p < 0.0 && at_q > 0.0) || (at_p > 0.0 && at_q < 0.0)) {
      const double t = at_p / (at_p - at_q);
      out.push_back({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)});
    }
  }
  return out;
}

double ClippedArea(Ring ring, double left, double top, double right,
                   double bottom) {
  for (const HalfPlane& half :
       {HalfPlane{-1, 0, -left}, HalfPlane{1, 0, right}, HalfPlane{0, -1, -top},
        HalfPlane{0, 1, bottom}}) {
    ring = Clipped(ring, half);
  }
  return std::abs(SignedAreaPx2(ring));
}

// A star round (x, y) with random radii: concave, and it crosses itself
// nowhere.
Ring Star(std::mt19937_64& random, double x, double y, double radius) {
  Ring ring;
  for (int k = 0; k < 60; ++k) {
    const double share = static_cast<double>(random() >> 11) * 0x1.0p-53;
    const double r = radius * (0.2 + 0.8 * share);
    const double angle = k * 3.14159265358979 / 30;
    ring.push_back({x + r * std::cos(angle), y + r * std::sin(angle)});
  }
  return ring;
}

TEST(LatticeArea, ARectangleOverFourCellsIsCutByHand) {
  const LatticeAreas areas =
      AreasWithin({{Rectangle(7, 15, 13, 22), {}}}, {10.0, 20.0});
  EXPECT_EQ(areas.first_column, 0);
  EXPECT_EQ(areas.first_row, 0);
  EXPECT_DOUBLE_EQ(At(areas, 0, 0), 15.0);
  EXPECT_DOUBLE_EQ(At(areas, 1, 0), 15.0);
  EXPECT_DOUBLE_EQ(At(areas, 0, 1), 6.0);
  EXPECT_DOUBLE_EQ(At(areas, 1, 1), 6.0);
}

TEST(LatticeArea, ASlantedEdgeIsCutWhereItCrossesTheLines) {
  // Right angle at the origin: 20 wide, 10 high.
  const LatticeAreas areas =
      AreasWithin({{{{0, 0}, {20, 0}, {0, 10}}, {}}}, {10.0, 10.0});
  EXPECT_DOUBLE_EQ(At(areas, 0, 0), 75.0);
  EXPECT_DOUBLE_EQ(At(areas, 1, 0), 25.0);
}

TEST(LatticeArea, HolesAreTakenOffWhateverTheDrawingDirection) {
  Ring hole = Rectangle(5, 5, 15, 15);
  for (int turn = 0; turn < 2; ++turn) {
    const LatticeAreas areas =
        AreasWithin({{Rectangle(0, 0, 20, 20), {hole}}}, {10.0, 10.0});
    for (const std::int64_t i : {0, 1}) {
      for (const std::int64_t j : {0, 1}) {
        EXPECT_DOUBLE_EQ(At(areas, i, j), 75.0);
      }
    }
    hole = {hole.rbegin(), hole.rend()};
  }
}

TEST(LatticeArea, ACellThatIsOnlyTouchedHasNone) {
  const LatticeAreas areas =
      AreasWithin({{Rectangle(10, 10, 20, 20), {}}}, {10.0, 10.0});
  EXPECT_EQ(At(areas, 1, 1), 100.0);
  EXPECT_EQ(Sum(areas), 100.0);
}

TEST(LatticeArea, AgreesWithClippingOnStars) {
  std::mt19937_64 random(3);
  const Lattice lattice{13.7, 9.1};
  for (int n = 0; n < 40; ++n) {
    const Ring star = Star(random, 100.0 + 7.3 * n, 90.0 + 3.1 * n, 60.0);
    const LatticeAreas areas = AreasWithin({{star, {}}}, lattice);
    EXPECT_NEAR(Sum(areas), AreaPx2({{star, {}}}), 1e-8);
    for (std::int64_t j = 0; j < areas.rows; ++j) {
      for (std::int64_t i = 0; i < areas.columns; ++i) {
        const double left =
            lattice.width_px * static_cast<double>(areas.first_column + i);
        const double top =
            lattice.height_px * static_cast<double>(areas.first_row + j);
        EXPECT_NEAR(areas.px2[static_cast<std::size_t>(j * areas.columns + i)],
                    ClippedArea(star, left, top, left + lattice.width_px,
                                top + lattice.height_px),
                    1e-8);
      }
    }
  }
}

TEST(LatticeArea, CellsOfASlideFarFromTheOriginKeepTheirDigits) {
  std::mt19937_64 random(5);
  const Lattice lattice{1000.0 / 0.2277, 1000.0 / 0.2281};
  const Ring star = Star(random, 150'000.25, 90'000.5, 40'000.0);
  const LatticeAreas areas = AreasWithin({{star, {}}}, lattice);
  EXPECT_NEAR(Sum(areas) / AreaPx2({{star, {}}}), 1.0, 1e-12);
  const double cell = lattice.width_px * lattice.height_px;
  int full = 0;
  for (const double px2 : areas.px2) {
    EXPECT_GT(px2, -1e-12 * cell);
    EXPECT_LT(px2, (1.0 + 1e-12) * cell);
    full += std::abs(px2 / cell - 1.0) < 1e-12 ? 1 : 0;
  }
  EXPECT_GT(full, 10);
}

TEST(LatticeArea, ALineOfTheLatticeBelongsToTheCellBelowAndRightOfIt) {
  const Lattice lattice{0.1, 0.3};
  for (int k = 0; k < 1000; ++k) {
    EXPECT_EQ(lattice.Column(k * 0.1), k);
    EXPECT_EQ(lattice.Row(k * 0.3), k);
    EXPECT_EQ(lattice.Row(std::nextafter(k * 0.3, -1.0)), k - 1);
  }
}

}  // namespace
}  // namespace cellquant::core
