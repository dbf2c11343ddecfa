#include "core/slide/tile_grid.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

bool Owned(const std::vector<WorkingRect>& tiles, WorkingPoint p) {
  int owners = 0;
  for (const WorkingRect& tile : tiles) owners += tile.Contains(p) ? 1 : 0;
  EXPECT_LE(owners, 1) << "two tiles own " << p.x << ", " << p.y;
  return owners == 1;
}

TEST(TileGrid, EachPixelOfTheAreasIsOwnedByExactlyOneTile) {
  const std::vector<WorkingRect> areas = {{-5, 3, 37, 20}, {60, 50, 9, 9}};
  for (const std::int64_t size : {1, 7, 16, 64, 1000}) {
    const auto tiles = TileGrid(areas, size);
    for (const WorkingRect& area : areas) {
      for (std::int64_t y = area.y; y < area.bottom(); ++y) {
        for (std::int64_t x = area.x; x < area.right(); ++x) {
          ASSERT_TRUE(Owned(tiles, {static_cast<double>(x) + 0.5,
                                    static_cast<double>(y) + 0.5}))
              << size << ": " << x << ", " << y;
        }
      }
    }
  }
}

TEST(TileGrid, IsAnchoredAtTheSlidesOriginWhateverTheArea) {
  const auto tiles = TileGrid({{10, 10, 30, 5}}, 16);
  ASSERT_EQ(tiles.size(), 3U);
  EXPECT_EQ(tiles[0], (WorkingRect{10, 10, 6, 5}));
  EXPECT_EQ(tiles[1], (WorkingRect{16, 10, 16, 5}));
  EXPECT_EQ(tiles[2], (WorkingRect{32, 10, 8, 5}));
}

TEST(TileGrid, TilesBetweenAreasAreNotRead) {
  EXPECT_EQ(TileGrid({{0, 0, 10, 10}, {90, 90, 10, 10}}, 10).size(), 2U);
}

TEST(TileGrid, OfNothingIsEmpty) { EXPECT_TRUE(TileGrid({}, 10).empty()); }

}  // namespace
}  // namespace cellquant::core
