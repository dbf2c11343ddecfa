// Rings of the shapes that programs write down by two corners of a box,
// or by the axes of an ellipse.
#ifndef CELLQUANT_CORE_ANNOTATIONS_SHAPES_H_
#define CELLQUANT_CORE_ANNOTATIONS_SHAPES_H_

#include "core/geometry/polygon.h"

namespace cellquant::core {

// Returns the rectangle between two opposite corners.
Ring RectangleRing(Level0Point a, Level0Point b);

// Returns the ellipse in the box between two opposite corners, as a polygon of
// 720 sides; its area is 0.0013 % less than the ellipse's.
Ring EllipseRing(Level0Point a, Level0Point b);

// The same for an ellipse that may stand askew: `a` and `b` are its half axes,
// as steps from its center.
Ring EllipseRing(Level0Point center, Level0Point a, Level0Point b);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_SHAPES_H_
