#include "core/geometry/membership.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace cellquant::core {
namespace {

TEST(Membership, IsHalfOpen) {
  const Membership square({{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {}}});
  EXPECT_TRUE(square.Contains({0, 0}));
  EXPECT_TRUE(square.Contains({3.99, 3.99}));
  EXPECT_FALSE(square.Contains({4, 2}));
  EXPECT_FALSE(square.Contains({2, 4}));
  EXPECT_FALSE(square.Contains({-0.01, 2}));
}

TEST(Membership, AHoleIsOutside) {
  const Membership ring(
      {{{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{{3, 3}, {6, 3}, {6, 6}, {3, 6}}}}});
  EXPECT_TRUE(ring.Contains({1, 4}));
  EXPECT_FALSE(ring.Contains({4, 4}));
  EXPECT_TRUE(ring.Contains({7, 4}));
}

TEST(Membership, PartsOfAMultiPolygonAllBelong) {
  const Membership parts({{{{0, 0}, {2, 0}, {2, 2}, {0, 2}}, {}},
                          {{{5, 0}, {7, 0}, {7, 2}, {5, 2}}, {}}});
  EXPECT_TRUE(parts.Contains({1, 1}));
  EXPECT_FALSE(parts.Contains({3, 1}));
  EXPECT_TRUE(parts.Contains({6, 1}));
}

TEST(Membership, NothingIsInAnEmptyShape) {
  EXPECT_FALSE(Membership({}).Contains({0, 0}));
}

// A square cut into four triangles that meet in a crooked point: each point of
// the square, those on shared edges too, is in exactly one.
TEST(Membership, EachPointIsInExactlyOnePartOfAPartition) {
  const Level0Point middle{37.3, 61.7};
  const Level0Point corner[] = {{0, 0}, {100, 0}, {100, 100}, {0, 100}};
  std::vector<Membership> parts;
  for (int i = 0; i < 4; ++i) {
    parts.emplace_back(
        MultiPolygon{{{corner[i], corner[(i + 1) % 4], middle}, {}}});
  }
  std::mt19937 random(1);
  std::uniform_int_distribution<int> coordinate(0, 9999);
  for (int i = 0; i < 20'000; ++i) {
    Level0Point p{coordinate(random) / 100.0, coordinate(random) / 100.0};
    if (i % 4 == 0) {  // exactly on an inner edge
      const double t = p.x / 100.0;
      p = {t * middle.x, t * middle.y};
    }
    int holders = 0;
    for (const Membership& part : parts) holders += part.Contains(p) ? 1 : 0;
    ASSERT_EQ(holders, 1) << p.x << ", " << p.y;
  }
}

TEST(Membership, AgreesWithASlowTestOnAStarOfManyEdges) {
  Ring star;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> radius(20.0, 100.0);
  for (int i = 0; i < 500; ++i) {
    const double angle = 6.283185307179586 * i / 500;
    const double r = radius(random);
    star.push_back({r * std::cos(angle), r * std::sin(angle)});
  }
  const Membership membership({{star, {}}});
  std::uniform_real_distribution<double> coordinate(-105.0, 105.0);
  for (int i = 0; i < 5000; ++i) {
    const Level0Point p{coordinate(random), coordinate(random)};
    bool inside = false;
    for (std::size_t a = 0, b = star.size() - 1; a < star.size(); b = a++) {
      const bool spans = (star[a].y > p.y) != (star[b].y > p.y);
      if (spans && p.x > (star[b].x - star[a].x) * (p.y - star[a].y) /
                                 (star[b].y - star[a].y) +
                             star[a].x) {
        inside = !inside;
      }
    }
    ASSERT_EQ(membership.Contains(p), inside) << p.x << ", " << p.y;
  }
}

}  // namespace
}  // namespace cellquant::core
