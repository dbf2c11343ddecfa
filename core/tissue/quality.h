// Which blocks of a tile may not be fit to be evaluated, and why.
//
// Pure, and exact: each flag depends on whole numbers made of the block and
// its neighbors within kQualityMarginPx, so it is the same whatever the tile.
#ifndef CELLQUANT_CORE_TISSUE_QUALITY_H_
#define CELLQUANT_CORE_TISSUE_QUALITY_H_

#include <opencv2/core/mat.hpp>
#include <optional>

#include "core/stain/optical_density.h"
#include "core/tissue/block_color.h"
#include "core/tissue/block_flags.h"
#include "core/tissue/focus.h"

namespace cellquant::core {

// What tissue of this slide looks like: the median of `sharpness` and the 80th
// percentile of `red` over its blocks. 0 where the slide shows none; only
// limits that need no reference hold then.
struct QualityReference {
  double sharpness = 0.0;  // Structure::fine
  int red = 0;             // red density of a window (RedWindows)
  // Median of SharpnessOf over its blocks; nothing where none can tell.
  std::optional<double> relative_sharpness = {};
};

// Red density less a third of the blue, round each block: sums in steps of
// 2^-10 over all pixels of 7 x 7 blocks (14 um), and the lowest sum of a single
// block in it. Hematoxylin keeps 85 % of its red density in it, DAB 4 %, so
// that a sheet of DAB is not dense.
struct RedWindows {
  cv::Mat1i sum;
  cv::Mat1i lowest;
};
RedWindows MeasureRed(const BlockDensity& sums);

// Returns whether the window of a focus value (21 x 21 blocks) holds tissue,
// for each block: mean density, summed over the channels, of at least 0.10.
cv::Mat1b TissueWindows(const BlockDensity& sums);

// Returns the flags of the blocks of a tile. `rgb` and its `density` cover the
// tile and kQualityMarginPx more on each side, begin at a multiple of 4 working
// pixels, and are whole blocks; the result covers the tile alone. Thread-safe.
cv::Mat1b FlagBlocks(const cv::Mat3b& rgb, const OpticalDensityImage& density,
                     const QualityReference& reference);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_QUALITY_H_
