#include "core/phantom/grid_outline.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace cellquant::core {
namespace {

cv::Mat1b Mask(const std::vector<std::string>& rows) {
  cv::Mat1b mask(static_cast<int>(rows.size()),
                 static_cast<int>(rows.front().size()));
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const char c =
          rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
      mask(y, x) = c == '#' ? 1 : 0;
    }
  }
  return mask;
}

int AreaOf(const GridRing& ring) {
  int twice = 0;
  for (std::size_t k = 0; k < ring.size(); ++k) {
    const cv::Point& a = ring[k];
    const cv::Point& b = ring[(k + 1) % ring.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return std::abs(twice) / 2;
}

TEST(GridOutlines, FollowTheEdgesOfCells) {
  cv::Mat1b mask = Mask({".....", ".##..", "..#..", "....."});
  const auto parts = GridOutlines(mask);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].cells, 3);
  EXPECT_EQ(parts[0].exterior,
            (GridRing{{1, 1}, {3, 1}, {3, 3}, {2, 3}, {2, 2}, {1, 2}}));
  EXPECT_TRUE(parts[0].holes.empty());
}

TEST(GridOutlines, EncloseExactlyTheirCells) {
  cv::Mat1b mask =
      Mask({"#####.##", "#...#..#", "#.#.##.#", "#...#..#", "#####.##"});
  int cells = 0;
  for (const GridComponent& part : GridOutlines(mask)) {
    int enclosed = AreaOf(part.exterior);
    for (const GridRing& hole : part.holes) enclosed -= AreaOf(hole);
    EXPECT_EQ(enclosed, part.cells);
    cells += part.cells;
  }
  EXPECT_EQ(cells, 17 + 1 + 7);
}

TEST(GridOutlines, JoinCellsThatMeetAtACorner) {
  cv::Mat1b mask = Mask({"##..", "##..", "..##", "..##"});
  const auto parts = GridOutlines(mask);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].cells, 10);
}

TEST(GridOutlines, OfAnEmptyGridAreNone) {
  cv::Mat1b mask = Mask({"...", "..."});
  EXPECT_TRUE(GridOutlines(mask).empty());
}

}  // namespace
}  // namespace cellquant::core
