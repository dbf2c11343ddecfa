// How much fine and coarse structure the image has round each block: what is
// out of focus keeps the coarse and loses the fine.
//
// Both are energies of a Laplacian of the green channel, which both stains
// darken: of pixels smoothed with (1 2 1)^2, at a distance of 2 (1 um), and of
// blocks, at a distance of 2 (4 um). Sums of squares in a window of 21 x 21
// blocks (42 um), as whole numbers below 2^53: exact in any order.
#ifndef CELLQUANT_CORE_TISSUE_FOCUS_H_
#define CELLQUANT_CORE_TISSUE_FOCUS_H_

#include <opencv2/core/mat.hpp>
#include <optional>

namespace cellquant::core {

struct Structure {
  cv::Mat1d fine;    // sum of (16 x Laplacian of pixels)^2
  cv::Mat1d coarse;  // sum of (16 x Laplacian of block means)^2
};

// The window's half side, in blocks, and its blocks.
inline constexpr int kFocusRadius = 10;
inline constexpr int kFocusBlocks =
    (2 * kFocusRadius + 1) * (2 * kFocusRadius + 1);

// Returns one value per whole block of `rgb`; those within kQualityMarginPx of
// its edge lack part of their window and mean nothing. Thread-safe.
Structure MeasureStructure(const cv::Mat3b& rgb);

// Returns how sharp a place is, whatever its stain's strength and its cells:
// the root mean square of the fine structure of a pixel over that of the coarse
// structure of a block. Both grow with contrast alike, and blur takes the fine
// first. Nothing where there is too little coarse structure to tell.
std::optional<double> SharpnessOf(double fine, double coarse);

// Returns whether `fine` is too little for `coarse`, or for `sharpness`, the
// slide's median of `fine` over tissue (docs/algorithm.md, section 11). Nothing
// is out of focus where there is no coarse structure either: even matrix looks
// the same sharp or not.
bool IsOutOfFocus(double fine, double coarse, double sharpness);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_FOCUS_H_
