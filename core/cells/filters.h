// Image filters whose results are whole numbers.
//
// A count must not depend on where a tile begins. Filters in floating point do:
// the same sum taken in another order, or by another instruction at the end of
// a row, differs in its last bit, and a comparison later turns that bit into a
// nucleus. So every filter here works on integers, and every filter's result at
// a pixel depends only on pixels within a stated reach: at most that many rows
// and columns away. Nearer than that to the image's border the result is
// sensible but may differ from a larger image's (docs/algorithm.md, section 4).
// All functions are thread-safe.
#ifndef CELLQUANT_CORE_CELLS_FILTERS_H_
#define CELLQUANT_CORE_CELLS_FILTERS_H_

#include <opencv2/core/mat.hpp>

namespace cellquant::core {

// ChamferDistance counts a horizontal or vertical step as this much.
inline constexpr int kChamferUnit = 5;

// Returns `image` smoothed `passes` times with the kernel (1 2 1)/4 along both
// axes, rounded to the nearest whole number after each pass. This is nearly a
// Gaussian of standard deviation sqrt(passes / 2) pixels. The border's pixels
// are repeated outward. Values must be below 2^26 in size. Reach: `passes`.
cv::Mat1i Smooth(const cv::Mat1i& image, int passes);

// Returns, for each pixel, the sum of `image` over the square of 2 radius + 1
// pixels round it, as far as the square lies in the image. Sums must stay below
// 2^31 in size. Reach: `radius`.
cv::Mat1i BoxSum(const cv::Mat1i& image, int radius);

// Returns the distance of each pixel of `mask` (not 0) to the nearest pixel
// outside it, in fifths of a pixel and at most `cap`; 0 outside. Pixels beyond
// the image count as inside. The steps 5, 7 and 11 (Borgefors, Comput Vis Graph
// Image Process 34:344, 1986) are within 2 % of the Euclidean distance.
// Reach: cap / 5, rounded up.
cv::Mat1i ChamferDistance(const cv::Mat1b& mask, int cap);

// What FillHoles regards as a hole.
struct HoleLimits {
  double area_px = 0.0;  // smaller than this
  int side_px = 0;       // and at most this wide and this high
};

// Returns `mask` (0 or 1) with its holes filled: 4-connected pieces of the
// outside that `limits` allows. Reach: side_px + 1, which is why there is a
// limit to the sides and not to the area alone.
cv::Mat1b FillHoles(const cv::Mat1b& mask, const HoleLimits& limits);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_FILTERS_H_
