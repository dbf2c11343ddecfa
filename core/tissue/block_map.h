// What is measured as an area: the slide in blocks of 4 x 4 working pixels,
// about 2 x 2 um, on one grid from the slide's origin.
//
// Tiles own whole blocks, so each block is summed in one tile, over all of its
// pixels, and has one value however the slide is cut. What needs to look far
// (meshworks, profiles) runs once, on the map of all tiles together.
#ifndef CELLQUANT_CORE_TISSUE_BLOCK_MAP_H_
#define CELLQUANT_CORE_TISSUE_BLOCK_MAP_H_

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/base/units.h"
#include "core/geometry/frames.h"
#include "core/slide/working_image.h"

namespace cellquant::core {

// Side of a block in working pixels, and the pixels of one.
inline constexpr std::int64_t kBlockPx = 4;
inline constexpr int kPixelsPerBlock = 16;

// One of this in BlockMap::dab_sum is one step of optical density in one pixel;
// the mean of a block is its sum / 16.
inline constexpr double kDabSumStep = 1.0 / 1024.0;

// Block (i, j) holds the working pixels [4i, 4i + 4) x [4j, 4j + 4).
using BlockRect = Rect<struct BlockFrame>;

// Four bytes a block. Row 0, column 0 of each plane is block
// (bounds.x, bounds.y). What no tile has measured is 0.
struct BlockMap {
  BlockRect bounds;
  cv::Mat1w dab_sum;   // of DAB over the pixels, in kDabSumStep; at most 65535
  cv::Mat1b positive;  // pixels at or above the positivity threshold, 0 to 16
  cv::Mat1b flags;     // one bit for each kind of artifact
};

// Returns the smallest rectangle of whole blocks that holds `rect`, in working
// pixels.
WorkingRect WholeBlocks(const WorkingRect& rect);

// Returns the blocks that meet `rect`.
BlockRect BlocksOf(const WorkingRect& rect);

// Returns where the center of a block lies, given by its global index.
inline Level0Point BlockCenter(const WorkingGrid& grid, std::int64_t x,
                               std::int64_t y) {
  constexpr auto kSide = static_cast<double>(kBlockPx);
  return grid.ToLevel0({(static_cast<double>(x) + 0.5) * kSide,
                        (static_cast<double>(y) + 0.5) * kSide});
}

// Returns the area of one block.
SquareMicrometers BlockArea(const WorkingGrid& grid);

// Returns a map of all blocks between `tiles`, of which there must be at least
// one, in which nothing has been measured.
BlockMap EmptyBlockMap(const std::vector<WorkingRect>& tiles);

// Returns the blocks of `core`, which must be whole blocks and lie within
// `image`, the rectangle that the plane `dab` covers. A pixel is positive when
// its DAB is at or above `threshold`. Sums are exact: densities are multiples
// of 2^-10. Thread-safe.
BlockMap SumBlocks(const cv::Mat1f& dab, const WorkingRect& image,
                   const WorkingRect& core, OpticalDensity threshold);

// Copies `part`, whose bounds lie within those of `whole`, to its place.
// Several threads may put parts that do not overlap.
void PutBlocks(const BlockMap& part, BlockMap& whole);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_BLOCK_MAP_H_
