// Blobs of pigment and of erythrocytes among the blocks of a slide.
#ifndef CELLQUANT_CORE_TISSUE_PIGMENT_H_
#define CELLQUANT_CORE_TISSUE_PIGMENT_H_

#include <opencv2/core/mat.hpp>

namespace cellquant::core {

struct PigmentMasks {  // 255 where there is some
  cv::Mat1b golden;    // hemosiderin
  cv::Mat1b black;     // carbon, formalin pigment
  cv::Mat1b erythrocytes;
};

// Returns the blobs of each kind among the blocks where `evaluable` is not 0.
//
// Color alone would take saturated DAB for black pigment: a nucleus stained
// to saturation is as neutral as carbon. But its rim is not saturated, and
// brown. So a black blob counts only where little of it and of the blocks
// beside it is brown, and a golden one where it is golden for the larger part
// (docs/algorithm.md, section 11).
PigmentMasks FindPigments(const cv::Mat1b& flags, const cv::Mat1b& evaluable,
                          double block_um);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_PIGMENT_H_
