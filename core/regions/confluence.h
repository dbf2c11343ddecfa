// Whether cells run together: the stained area, divided by that of a cell that
// stands alone, against the number of cells counted.
#ifndef CELLQUANT_CORE_REGIONS_CONFLUENCE_H_
#define CELLQUANT_CORE_REGIONS_CONFLUENCE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/units.h"
#include "core/geometry/frames.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"

namespace cellquant::core {

// docs/algorithm.md, section 10.
inline constexpr Micrometers kAloneWithin{15.0};  // no other positive cell
inline constexpr Micrometers kSingleCellReach{
    8.0};  // whose stain is the cell's
inline constexpr std::uint32_t kLeastSingleCells = 10;
inline constexpr double kMostDifferencePercent = 15.0;

struct Confluence {
  std::uint32_t single_cells = 0;   // positive cells that stand alone
  std::string_view not_computed{};  // why there are no numbers; else empty
  double cells_by_area = 0.0;
  double differs_percent = 0.0;  // cells_by_area against the count
  bool flagged = false;          // by more than kMostDifferencePercent
};

// Returns, for each of `points` (level-0 pixels), whether no other one is
// within `distance`.
std::vector<bool> StandAlone(const std::vector<Level0Point>& points,
                             MicronsPerPixel mpp, Micrometers distance);

// Returns the positive pixels of the blocks whose center lies within `radius`
// of `center`.
std::uint64_t PositivePixelsNear(const BlockMap& map, const WorkingGrid& grid,
                                 Level0Point center, Micrometers radius);

// Returns the check of a region with `positive_pixels` in all and
// `positive_cells` counted; `single_cell_pixels` has the positive pixels of
// each cell that stands alone.
Confluence CheckConfluence(
    std::uint64_t positive_pixels, std::uint32_t positive_cells,
    const std::vector<std::uint64_t>& single_cell_pixels);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_CONFLUENCE_H_
