// The flags of a block that its own 16 pixels decide, by their color.
//
// A stain's color is the ratio of its optical densities in R, G and B, whatever
// its amount. Real DAB is not one color: it goes from golden to black as it
// saturates, so only what lies beyond it is flagged. Melanin lies inside
// the range of DAB on hematoxylin: it cannot be told by color, and is not
// (docs/algorithm.md, section 11).
#ifndef CELLQUANT_CORE_TISSUE_BLOCK_COLOR_H_
#define CELLQUANT_CORE_TISSUE_BLOCK_COLOR_H_

#include <opencv2/core/mat.hpp>

#include "core/stain/optical_density.h"

namespace cellquant::core {

// Sums over the 16 pixels of each block, per channel, in steps of 2^-10 of
// optical density; exact. Rows and columns short of a block are left out.
using BlockDensity = cv::Mat_<cv::Vec3i>;

BlockDensity SumDensity(const OpticalDensityImage& density);

// Returns, for each block, the flags for glass, golden, black, brown and
// erythrocyte color, and kInkFlag where the block's mean has the color of ink.
// Thread-safe.
cv::Mat1b FlagColors(const OpticalDensityImage& density,
                     const BlockDensity& sums);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_BLOCK_COLOR_H_
