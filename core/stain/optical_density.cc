#include "core/stain/optical_density.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

using ChannelTable = std::array<float, 256>;

// An intensity of 0 would absorb without bound; it is read as 1, the darkest
// that an 8-bit camera can report otherwise.
ChannelTable TableOf(double white) {
  ChannelTable table{};
  for (int i = 0; i < 256; ++i) {
    const double density = -std::log10(std::max(i, 1) / white);
    const double steps =
        std::round(std::max(density, 0.0) / double{kOpticalDensityStep});
    table[static_cast<std::size_t>(i)] =
        static_cast<float>(steps) * kOpticalDensityStep;
  }
  return table;
}

}  // namespace

OpticalDensityImage ToOpticalDensity(const cv::Mat3b& rgb,
                                     const WhitePoint& white) {
  const std::array<ChannelTable, 3> tables = {
      TableOf(white[0]), TableOf(white[1]), TableOf(white[2])};
  OpticalDensityImage density{cv::Mat3f(rgb.size())};
  for (int y = 0; y < rgb.rows; ++y) {
    const cv::Vec3b* in = rgb[y];
    cv::Vec3f* out = density.pixels[y];
    for (int x = 0; x < rgb.cols; ++x) {
      out[x] = {tables[0][in[x][0]], tables[1][in[x][1]], tables[2][in[x][2]]};
    }
  }
  return density;
}

}  // namespace cellquant::core
