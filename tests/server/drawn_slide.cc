#include "tests/server/drawn_slide.h"

#include <fmt/format.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

namespace cellquant::server {

void WriteDrawnSlide(const std::filesystem::path& file, int width, int height) {
  cv::Mat3b image(height, width, cv::Vec3b(240, 232, 236));  // B, G, R
  bool positive = false;
  for (int y = 20; y < height - 20; y += 40) {
    for (int x = 20; x < width - 20; x += 40) {
      positive = !positive;
      if (positive) {
        cv::circle(image, {x, y}, 11, cv::Scalar(40, 80, 130), cv::FILLED,
                   cv::LINE_AA);
      }
      cv::circle(image, {x, y}, 7, cv::Scalar(150, 80, 75), cv::FILLED,
                 cv::LINE_AA);
    }
  }
  cv::GaussianBlur(image, image, {5, 5}, 1.0);
  if (!cv::imwrite(file.string(), image)) throw std::runtime_error("imwrite");
}

std::string RectangleGeoJson(int x, int y, int width, int height,
                             const std::string& name) {
  return fmt::format(
      R"({{"type": "FeatureCollection", "features": [{{"type": "Feature",
      "geometry": {{"type": "Polygon", "coordinates": [[[{0}, {1}], [{2}, {1}],
      [{2}, {3}], [{0}, {3}], [{0}, {1}]]]}},
      "properties": {{"name": "{4}"}}}}]}})",
      x, y, x + width, y + height, name);
}

}  // namespace cellquant::server
