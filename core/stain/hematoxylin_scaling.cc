#include "core/stain/hematoxylin_scaling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>

namespace cellquant::core {

OpticalDensityImage ScaleHematoxylin(const OpticalDensityImage& density,
                                     const cv::Mat1f& hematoxylin,
                                     const StainVector& h, double factor) {
  if (factor == 1.0) return density;
  std::array<float, 3> more{};
  for (std::size_t c = 0; c < 3; ++c) {
    more[c] = static_cast<float>((factor - 1.0) * h[c]);
  }
  OpticalDensityImage scaled{cv::Mat3f(density.pixels.size())};
  for (int y = 0; y < scaled.pixels.rows; ++y) {
    const cv::Vec3f* in = density.pixels[y];
    const float* amount = hematoxylin[y];
    cv::Vec3f* out = scaled.pixels[y];
    for (int x = 0; x < scaled.pixels.cols; ++x) {
      for (int c = 0; c < 3; ++c) {
        const float od =
            in[x][c] + more[static_cast<std::size_t>(c)] * amount[x];
        out[x][c] = std::nearbyint(std::max(od, 0.0F) / kOpticalDensityStep) *
                    kOpticalDensityStep;
      }
    }
  }
  return scaled;
}

}  // namespace cellquant::core
