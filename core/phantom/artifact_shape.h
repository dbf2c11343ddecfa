// The outline of an artifact, and how deep inside it a point lies.
//
// What is drawn and what the truth says come from the same shape: a point is
// altered where its depth is positive, and the outline is where it is 0. All
// lengths are in um, in the slide's micrometer frame.
#ifndef CELLQUANT_CORE_PHANTOM_ARTIFACT_SHAPE_H_
#define CELLQUANT_CORE_PHANTOM_ARTIFACT_SHAPE_H_

#include <variant>
#include <vector>

#include "core/phantom/star_shape.h"

namespace cellquant::core {

// A strip along a bent line of a given length, rounded at both ends. At t in
// [0, 1] along the chord, from `start` in the direction (cosine, sine), the
// line lies 4 t (1 - t) (bow + snake (1 - 2 t)) to the side, and the strip
// reaches half_um sqrt(1 - (2 t - 1)^16) from it: polynomials, whose bits are
// the same on every machine.
struct Band {
  MicronPoint start;
  double cosine = 1.0;
  double sine = 0.0;
  double length_um = 0.0;
  double half_um = 0.0;
  double bow_um = 0.0;
  double snake_um = 0.0;

  double Depth(MicronPoint p) const;
  // 0 on the middle line, 1 on the edge; for points inside.
  double Across(MicronPoint p) const;
  std::vector<MicronPoint> Outline() const;
};

// A closed outline round a center.
struct Blob {
  StarShape star;

  double Depth(MicronPoint p) const { return star.Depth(p); }
  double Across(MicronPoint p) const { return star.Relative(p); }
  std::vector<MicronPoint> Outline() const { return star.Outline(256); }
};

// A strip along the inside of a margin, as far as `reach` to both sides of the
// direction (cosine, sine), where it has become thin: its width is width_um
// sqrt(1 - q^4), q = (1 - cosine of the angle to the middle) / reach.
struct Rim {
  StarShape margin;
  double cosine = 1.0;
  double sine = 0.0;
  double reach = 1.0;
  double width_um = 0.0;

  double Depth(MicronPoint p) const;
  // 0 at the margin, 1 at the inner edge.
  double Across(MicronPoint p) const;
  std::vector<MicronPoint> Outline() const;
};

using ArtifactShape = std::variant<Band, Blob, Rim>;

// How far inside the shape `p` is; 0 or negative outside.
double DepthIn(const ArtifactShape& shape, MicronPoint p);
double AcrossIn(const ArtifactShape& shape, MicronPoint p);

// The outline as a closed polygon whose last vertex is not repeated.
std::vector<MicronPoint> OutlineOf(const ArtifactShape& shape);

// The smallest box that holds all points.
MicronBox BoxOf(const std::vector<MicronPoint>& points);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_ARTIFACT_SHAPE_H_
