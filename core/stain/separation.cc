#include "core/stain/separation.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

// The value on the grid of optical densities, so that later sums are exact.
float OnGrid(float value) {
  return std::nearbyint(value / kOpticalDensityStep) * kOpticalDensityStep;
}

cv::Matx33f Unmixing(const StainVectors& stains) {
  const StainVector residual = Residual(stains);
  cv::Matx33d mixing;
  for (int channel = 0; channel < 3; ++channel) {
    const auto c = static_cast<std::size_t>(channel);
    mixing(channel, 0) = stains.hematoxylin[c];
    mixing(channel, 1) = stains.dab[c];
    mixing(channel, 2) = residual[c];
  }
  return mixing.inv();
}

}  // namespace

StainPlanes SeparateStains(const OpticalDensityImage& image,
                           const StainVectors& stains) {
  const cv::Matx33f m = Unmixing(stains);
  const cv::Size size = image.pixels.size();
  StainPlanes planes{cv::Mat1f(size), cv::Mat1f(size), cv::Mat1f(size),
                     cv::Mat1f(size)};
  for (int y = 0; y < size.height; ++y) {
    const cv::Vec3f* in = image.pixels[y];
    float* hematoxylin = planes.hematoxylin[y];
    float* dab = planes.dab[y];
    float* residual = planes.residual[y];
    float* red = planes.red[y];
    for (int x = 0; x < size.width; ++x) {
      const auto [r, g, b] = in[x].val;
      const float h = m(0, 0) * r + m(0, 1) * g + m(0, 2) * b;
      const float d = m(1, 0) * r + m(1, 1) * g + m(1, 2) * b;
      const float e = m(2, 0) * r + m(2, 1) * g + m(2, 2) * b;
      hematoxylin[x] = OnGrid(std::max(h, 0.0F));
      dab[x] = OnGrid(std::max(d, 0.0F));
      residual[x] = OnGrid(e);
      red[x] = r;
    }
  }
  return planes;
}

}  // namespace cellquant::core
