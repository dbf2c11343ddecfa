// Picks one pixel a nucleus from an image of scores.
//
// Suppressing the neighbours of the best seed, then of the next, and so on is
// common, but chains: whether a seed lives may depend on one a millimetre away.
// Here a seed lives by comparison with all seeds near it, dead or alive, so the
// decision has a reach (docs/algorithm.md, section 4).
#ifndef CELLQUANT_CORE_CELLS_SEEDS_H_
#define CELLQUANT_CORE_CELLS_SEEDS_H_

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>
#include <vector>

namespace cellquant::core {

// One seed ranks before another by higher score, then by smaller y, then by
// smaller x: no two pixels tie, and the order is the same in every tile.
//
// Returns the pixels of `candidates` (not 0) that rank before all other pixels
// of `score` within `radius_px`, in the order of (y, x). Reach: radius_px.
// Thread-safe.
std::vector<cv::Point> LocalMaxima(const cv::Mat1i& score,
                                   const cv::Mat1b& candidates, int radius_px);

struct Prominence {
  int height = 0;     // in units of the score
  int radius_px = 0;  // how far a better seed is looked for
};

// Returns `seeds`, which must be in the order of (y, x), without those that
// belong to the same nucleus as a better one: a seed that ranks before it lies
// within the radius, and on the straight line between the two the score stays
// less than `height` below the worse one's. Reach: radius_px, beyond the reach
// of the seeds. Thread-safe.
std::vector<cv::Point> ProminentSeeds(const std::vector<cv::Point>& seeds,
                                      const cv::Mat1i& score,
                                      const Prominence& prominence);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_SEEDS_H_
