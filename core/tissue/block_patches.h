// Patches of blocks: closing, opening and growing by octagons, and connected
// pieces. Masks are 255 where set and 0 elsewhere; beyond a mask's edge there
// is nothing. `radius` in blocks; 0 changes nothing.
#ifndef CELLQUANT_CORE_TISSUE_BLOCK_PATCHES_H_
#define CELLQUANT_CORE_TISSUE_BLOCK_PATCHES_H_

#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/tissue/block_runs.h"

namespace cellquant::core {

cv::Mat1b Grown(const cv::Mat1b& mask, int radius);

// The reverse. Something cut off by the edge is taken to go on beyond it.
cv::Mat1b Shrunk(const cv::Mat1b& mask, int radius);

// Fills gaps up to 2 radius wide.
cv::Mat1b Closed(const cv::Mat1b& mask, int radius);

// Drops what is up to 2 radius wide; at the edge as Shrunk.
cv::Mat1b Opened(const cv::Mat1b& mask, int radius);

struct BlockPatch {
  BlockRuns runs;
  cv::Rect box;
};

// Returns the connected (4-connected) patches in the order of their first run.
std::vector<BlockPatch> PatchesOf(const cv::Mat1b& mask);

// Drops patches whose box has a diagonal below `length` blocks.
cv::Mat1b KeepLong(const cv::Mat1b& mask, int length);

// Sets the patch's blocks to `value`.
void Paint(const BlockPatch& patch, std::uint8_t value, cv::Mat1b& mask);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_BLOCK_PATCHES_H_
