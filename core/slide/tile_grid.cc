#include "core/slide/tile_grid.h"

#include <algorithm>
#include <limits>

namespace cellquant::core {
namespace {

WorkingRect BoundsOf(const std::vector<WorkingRect>& areas) {
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  std::int64_t left = kMax;
  std::int64_t top = kMax;
  std::int64_t right = -kMax;
  std::int64_t bottom = -kMax;
  for (const WorkingRect& area : areas) {
    left = std::min(left, area.x);
    top = std::min(top, area.y);
    right = std::max(right, area.right());
    bottom = std::max(bottom, area.bottom());
  }
  return {left, top, right - left, bottom - top};
}

}  // namespace

std::vector<WorkingRect> TileGrid(const std::vector<WorkingRect>& areas,
                                  std::int64_t tile_px) {
  std::vector<WorkingRect> tiles;
  if (areas.empty()) return tiles;
  const WorkingRect all = BoundsOf(areas);
  for (std::int64_t row = FloorDiv(all.y, tile_px);
       row * tile_px < all.bottom(); ++row) {
    for (std::int64_t column = FloorDiv(all.x, tile_px);
         column * tile_px < all.right(); ++column) {
      const WorkingRect square{column * tile_px, row * tile_px, tile_px,
                               tile_px};
      const WorkingRect tile = square.Intersection(all);
      const auto meets = [&](const WorkingRect& area) {
        return !tile.Intersection(area).empty();
      };
      if (std::any_of(areas.begin(), areas.end(), meets)) tiles.push_back(tile);
    }
  }
  return tiles;
}

}  // namespace cellquant::core
