// Finds where the edges of round things point to.
//
// A nucleus absorbs more than what lies round it, so at each point of its edge
// the gradient of absorbance points inward, toward its centre. Every pixel
// therefore votes for the places that lie one nuclear radius up its gradient;
// at the middle of a nucleus the votes of the whole edge meet. This holds for
// pale nuclei with a sharp edge as for dark ones, and for one of two nuclei
// that touch, because their edges point to different centres.
//
// Follows Loy & Zelinsky, IEEE Trans Pattern Anal Mach Intell 25:959, 2003,
// with all radii in one sum (docs/algorithm.md, section 4).
#ifndef CELLQUANT_CORE_CELLS_GRADIENT_VOTES_H_
#define CELLQUANT_CORE_CELLS_GRADIENT_VOTES_H_

#include <opencv2/core/mat.hpp>

namespace cellquant::core {

// Weight of a pixel whose gradient is at or above `full_gradient`.
inline constexpr int kFullVote = 256;

// Gradients are in units of the image per pixel.
struct Voting {
  double min_gradient = 0.0;   // flatter pixels do not vote
  double full_gradient = 1.0;  // below it the weight is proportional
  int min_radius_px = 1;
  int max_radius_px = 1;
};

// Returns the votes that fall on each pixel of `image`, one for each radius and
// voter, times kFullVote. Steeper gradients than full_gradient have no more
// weight, so a faintly stained slide gives nearly the votes of a strong one.
// Values of `image` must be below 2^24 in size. Reach: max_radius_px + 1.
// Thread-safe.
cv::Mat1i GradientVotes(const cv::Mat1i& image, const Voting& voting);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_GRADIENT_VOTES_H_
