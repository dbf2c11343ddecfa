// Grows nuclei from their seeds.
#ifndef CELLQUANT_CORE_CELLS_NUCLEUS_EXTENT_H_
#define CELLQUANT_CORE_CELLS_NUCLEUS_EXTENT_H_

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>
#include <vector>

#include "core/cells/nucleus.h"

namespace cellquant::core {

// Returns an image of the size of `mask`, i + 1 where seed i is the nearest and
// 0 elsewhere. Near is the way inside the mask (not 0), 5 for a step along a
// row or column and 7 for a diagonal one, and at most `limit`: a nucleus does
// not reach round a gap or into the next one's half. Between seeds that are
// equally near the one earlier in `seeds` wins, so they must come in the order
// of (y, x). Each seed must lie in the mask. Reach: limit / 5 from each pixel.
// Thread-safe.
cv::Mat1i GrowFromSeeds(const std::vector<cv::Point>& seeds,
                        const cv::Mat1b& mask, int limit);

// Returns `labels`, as GrowFromSeeds gives them, without the pixels of `mask`
// (not 0) where `signal` is below the label's level: `levels[i]` for label
// i + 1. Labelled pixels outside `mask` are filled holes and stay. Thread-safe.
cv::Mat1i CutBelow(const cv::Mat1i& labels, const cv::Mat1b& mask,
                   const cv::Mat1i& signal, const std::vector<double>& levels);

// Returns the nuclei of `labels`, as GrowFromSeeds gives them for `seeds`,
// without those of less than `min_area_px` pixels. Thread-safe.
NucleusMap CollectNuclei(const std::vector<cv::Point>& seeds,
                         const cv::Mat1i& labels, double min_area_px);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_NUCLEUS_EXTENT_H_
