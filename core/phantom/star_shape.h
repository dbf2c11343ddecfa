// A closed outline round a center: a distance for every direction.
//
// Nodes, medullas and follicles are drawn this way, because a point is then
// inside or outside by one comparison, a ring round the center is at a fixed
// fraction of the distance, and the polygon never crosses itself.
#ifndef CELLQUANT_CORE_PHANTOM_STAR_SHAPE_H_
#define CELLQUANT_CORE_PHANTOM_STAR_SHAPE_H_

#include <functional>
#include <vector>

#include "core/geometry/frames.h"

namespace cellquant::core {

// Micrometers from the slide's origin: level-0 pixels times the pixel size.
using MicronPoint = Point<struct MicronFrame>;

// Half-open, as Rect, in um.
struct MicronBox {
  double left = 0.0;
  double top = 0.0;
  double right = 0.0;
  double bottom = 0.0;

  MicronBox Inflated(double margin_um) const {
    return {left - margin_um, top - margin_um, right + margin_um,
            bottom + margin_um};
  }
  bool Contains(MicronPoint p) const {
    return p.x >= left && p.x < right && p.y >= top && p.y < bottom;
  }
};

class StarShape {
 public:
  StarShape() = default;
  // `radius_um` gives the distance of the outline for an angle in radians,
  // from the x axis toward y.
  StarShape(MicronPoint center, const std::function<double(double)>& radius_um);

  MicronPoint center() const { return center_; }
  double largest_radius() const { return largest_; }

  // Distance of the outline from the center in the direction (dx, dy).
  double RadiusToward(double dx, double dy) const;

  // Distance from the center over that of the outline in the same direction:
  // 0 in the center, 1 on the outline.
  double Relative(MicronPoint p) const;

  // How far inside the outline `p` is, along the ray from the center, in um;
  // negative outside.
  double Depth(MicronPoint p) const;

  // The outline as `vertices` points; each at `scale` times its distance plus
  // `offset_um`.
  std::vector<MicronPoint> Outline(int vertices, double scale = 1.0,
                                   double offset_um = 0.0) const;

 private:
  MicronPoint center_;
  double largest_ = 0.0;
  std::vector<float> radii_;  // by pseudo-angle, the first repeated at the end
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_STAR_SHAPE_H_
