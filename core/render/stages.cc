#include "core/render/stages.h"

#include <algorithm>
#include <opencv2/core.hpp>

namespace cellquant::core {

cv::Mat1b DensityPicture(const cv::Mat1f& plane) {
  cv::Mat1b picture(plane.size());
  for (int y = 0; y < plane.rows; ++y) {
    for (int x = 0; x < plane.cols; ++x) {
      const float light = 1.0F - std::clamp(plane(y, x), 0.0F, 1.0F);
      picture(y, x) = static_cast<unsigned char>(255.0F * light);
    }
  }
  return picture;
}

cv::Mat1b HeatPicture(const cv::Mat1i& heat) {
  cv::Mat1b picture;
  heat.convertTo(picture, CV_8U, 255.0 / 16384.0);
  return picture;
}

cv::Mat3b OutlinePicture(const cv::Mat3b& rgb, const cv::Mat1i& labels) {
  const cv::Vec3b green(0, 200, 0);
  cv::Mat3b picture = rgb.clone();
  for (int y = 0; y + 1 < labels.rows; ++y) {
    for (int x = 0; x + 1 < labels.cols; ++x) {
      const int label = labels(y, x);
      if (label != labels(y, x + 1) || label != labels(y + 1, x)) {
        picture(y, x) = green;
      }
    }
  }
  return picture;
}

}  // namespace cellquant::core
