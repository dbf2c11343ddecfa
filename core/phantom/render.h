// From stain to color: what a camera sees of a phantom.
//
// Beer-Lambert with a little veiling glare: I = I0 (g + (1 - g) 10^-od), where
// od is the sum of each stain's amount times its vector
// (core/stain/stain_vectors.h), I0 = 243 and g = 0.03. Then the optics' blur
// and the camera's noise, which is a hash of the pixel's position.
#ifndef CELLQUANT_CORE_PHANTOM_RENDER_H_
#define CELLQUANT_CORE_PHANTOM_RENDER_H_

#include <array>
#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/geometry/frames.h"
#include "core/phantom/canvas.h"
#include "core/phantom/scene.h"
#include "core/phantom/texture.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

// Intensity of the phantom's empty glass.
inline constexpr WhitePoint kPhantomWhite{243.0, 243.0, 242.0};

class PhantomRenderer {
 public:
  // `scene` must outlive the renderer.
  explicit PhantomRenderer(const PhantomScene& scene);

  // Returns the pixels of `rect`, channels in R, G, B order. A pixel depends
  // on the scene and its position alone, so rectangles that overlap agree.
  // Beyond the slide there is glass. Thread-safe.
  cv::Mat3b Render(const Level0Rect& rect) const;

 private:
  // Returns whether there is anything but glass.
  bool Paint(Canvas& canvas) const;
  cv::Mat3b Develop(const Canvas& canvas) const;
  void AddNoise(const Level0Rect& rect, cv::Mat3b& pixels) const;

  const PhantomScene& scene_;
  Textures textures_;
  StainVectors stains_;
  int blur_radius_px_ = 0;
  // Intensity by optical density, in steps of 1/1024.
  std::array<std::vector<std::uint8_t>, 3> intensity_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_RENDER_H_
