#include "server/image_encoding.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace cellquant::server {

core::Result<std::string> EncodeImage(const cv::Mat3b& rgb,
                                      ImageFormat format) {
  cv::Mat3b bgr;  // the order that OpenCV's codecs expect
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  const bool encoded =
      format == ImageFormat::kPng
          ? cv::imencode(".png", bgr, bytes)
          : cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, 90});
  if (!encoded) {
    return core::Fail(core::ErrorReason::kInternal, "cannot encode the image");
  }
  return std::string(bytes.begin(), bytes.end());
}

}  // namespace cellquant::server
