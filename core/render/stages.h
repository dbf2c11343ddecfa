// Pictures of what the pipeline sees on its way, for people.
#ifndef CELLQUANT_CORE_RENDER_STAGES_H_
#define CELLQUANT_CORE_RENDER_STAGES_H_

#include <opencv2/core/mat.hpp>

namespace cellquant::core {

// Returns a plane of optical densities as grey: 0 is white, 1 and more black.
cv::Mat1b DensityPicture(const cv::Mat1f& plane);

// Returns probabilities, 0 to 2^14, as grey: 0 is black, 2^14 white.
cv::Mat1b HeatPicture(const cv::Mat1i& heat);

// Returns `rgb` with the outlines of labelled nuclei (0 is none) in green.
cv::Mat3b OutlinePicture(const cv::Mat3b& rgb, const cv::Mat1i& labels);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_STAGES_H_
