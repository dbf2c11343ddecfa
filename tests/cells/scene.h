// Draws stained tissue by the Beer-Lambert law, for tests of detection.
#ifndef CELLQUANT_TESTS_CELLS_SCENE_H_
#define CELLQUANT_TESTS_CELLS_SCENE_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/core.hpp>

#include "core/stain/optical_density.h"
#include "core/stain/separation.h"

namespace cellquant::core {

// A field of pixels of 0.5 um, in which amounts of stain are drawn; all lengths
// are in um. The edges of what is drawn are soft over one pixel, as through an
// objective.
class Scene {
 public:
  static constexpr double kMpp = 0.5;
  static constexpr double kWhite = 245.0;

  explicit Scene(int side_px, double haze_od = 0.05)
      : hematoxylin_(side_px, side_px, haze_od), dab_(side_px, side_px, 0.0) {}

  void Nucleus(double x_um, double y_um, double radius_um, double od = 0.45) {
    Disc(hematoxylin_, {x_um, y_um}, 0.0, radius_um, od);
  }

  void StainedNucleus(double x_um, double y_um, double radius_um, double od) {
    Disc(dab_, {x_um, y_um}, 0.0, radius_um, od);
  }

  // A wall of DAB between two radii.
  void Ring(double x_um, double y_um, double inner_um, double outer_um,
            double od) {
    Disc(dab_, {x_um, y_um}, inner_um, outer_um, od);
  }

  // What the camera sees; `noise` is the largest error of an intensity.
  cv::Mat3b Picture(int noise = 0, std::uint32_t seed = 1) const {
    const StainVectors stains;
    cv::Mat3b rgb(hematoxylin_.size());
    for (int y = 0; y < rgb.rows; ++y) {
      for (int x = 0; x < rgb.cols; ++x) {
        for (std::size_t c = 0; c < 3; ++c) {
          const double od = hematoxylin_(y, x) * stains.hematoxylin[c] +
                            dab_(y, x) * stains.dab[c];
          const double light = kWhite * std::pow(10.0, -od);
          rgb(y, x)[static_cast<int>(c)] = static_cast<std::uint8_t>(
              std::clamp(std::lround(light) + Error(noise, seed), 0L, 255L));
        }
      }
    }
    return rgb;
  }

 private:
  // A small generator, so that a scene is the same on every library.
  static long Error(int noise, std::uint32_t& state) {
    state = state * 1664525U + 1013904223U;
    if (noise == 0) return 0;
    const auto span = static_cast<std::uint32_t>(2 * noise + 1);
    return static_cast<long>((state >> 16U) % span) - noise;
  }

  static void Disc(cv::Mat1d& stain, cv::Point2d centre_um, double inner_um,
                   double outer_um, double od) {
    for (int y = 0; y < stain.rows; ++y) {
      for (int x = 0; x < stain.cols; ++x) {
        const double dx = (x + 0.5) * kMpp - centre_um.x;
        const double dy = (y + 0.5) * kMpp - centre_um.y;
        const double r = std::sqrt(dx * dx + dy * dy);
        const double out = std::clamp((outer_um - r) / kMpp + 0.5, 0.0, 1.0);
        const double in =
            inner_um > 0.0 ? std::clamp((r - inner_um) / kMpp + 0.5, 0.0, 1.0)
                           : 1.0;
        stain(y, x) = std::max(stain(y, x), od * std::min(in, out));
      }
    }
  }

  cv::Mat1d hematoxylin_;
  cv::Mat1d dab_;
};

// The stains in a picture on slides as Scene draws them.
inline StainPlanes PlanesOf(const cv::Mat3b& rgb) {
  const WhitePoint white{Scene::kWhite, Scene::kWhite, Scene::kWhite};
  return SeparateStains(ToOpticalDensity(rgb, white), StainVectors{});
}

}  // namespace cellquant::core

#endif  // CELLQUANT_TESTS_CELLS_SCENE_H_
