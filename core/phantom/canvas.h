// The amounts of stain in a rectangle of the slide, while it is being drawn.
#ifndef CELLQUANT_CORE_PHANTOM_CANVAS_H_
#define CELLQUANT_CORE_PHANTOM_CANVAS_H_

#include <algorithm>
#include <cmath>
#include <opencv2/core/mat.hpp>

#include "core/geometry/frames.h"
#include "core/phantom/star_shape.h"

namespace cellquant::core {

// Amounts are optical densities along the stain's vector. Pixel (x, y) of the
// planes is level-0 pixel (rect.x + x, rect.y + y); what is drawn there is a
// function of its center's position on the slide alone, so two canvases agree
// wherever they overlap.
struct Canvas {
  Canvas(const Level0Rect& area, double microns_per_pixel)
      : rect(area),
        mpp(microns_per_pixel),
        hematoxylin(static_cast<int>(area.height), static_cast<int>(area.width),
                    0.0F),
        dab(hematoxylin.size(), 0.0F) {}

  double XOf(int column) const {
    return (static_cast<double>(rect.x + column) + 0.5) * mpp;
  }
  double YOf(int row) const {
    return (static_cast<double>(rect.y + row) + 0.5) * mpp;
  }
  MicronBox Box() const {
    return {static_cast<double>(rect.x) * mpp,
            static_cast<double>(rect.y) * mpp,
            static_cast<double>(rect.right()) * mpp,
            static_cast<double>(rect.bottom()) * mpp};
  }

  // The plane of ink, drawn when first asked for.
  cv::Mat3f& Ink() {
    if (ink.empty()) ink = cv::Mat3f(dab.size(), cv::Vec3f());
    return ink;
  }

  Level0Rect rect;
  double mpp;
  cv::Mat1f hematoxylin;
  cv::Mat1f dab;
  // Optical density in R, G, B of what is colored without stain; empty where
  // there is nothing of the kind.
  cv::Mat3f ink = {};
};

// The pixels of a canvas within `reach_um` of a point, as half-open ranges;
// empty where they do not meet.
struct PixelWindow {
  PixelWindow(const Canvas& canvas, MicronPoint p, double reach_um) {
    const auto first = [&](double um, std::int64_t origin, int size) {
      const double px =
          std::floor(um / canvas.mpp) - static_cast<double>(origin);
      return static_cast<int>(std::clamp(px, 0.0, static_cast<double>(size)));
    };
    const int columns = canvas.dab.cols;
    const int rows = canvas.dab.rows;
    left = first(p.x - reach_um, canvas.rect.x, columns);
    right = first(p.x + reach_um + canvas.mpp, canvas.rect.x, columns);
    top = first(p.y - reach_um, canvas.rect.y, rows);
    bottom = first(p.y + reach_um + canvas.mpp, canvas.rect.y, rows);
  }
  int left = 0;
  int right = 0;
  int top = 0;
  int bottom = 0;
};

// 0 below `low`, 1 above `high`, smooth between.
inline float SmoothStep(float low, float high, float value) {
  const float t = std::clamp((value - low) / (high - low), 0.0F, 1.0F);
  return t * t * (3.0F - 2.0F * t);
}

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_CANVAS_H_
