// What a slide's stains and its empty glass look like: small values, estimated
// or given once a slide and passed to every tile.
#ifndef CELLQUANT_CORE_STAIN_STAIN_VECTORS_H_
#define CELLQUANT_CORE_STAIN_STAIN_VECTORS_H_

#include <array>

namespace cellquant::core {

// Intensity of empty glass per channel, R, G, B, in 1 to 255.
using WhitePoint = std::array<double, 3>;

// Relative optical density of one stain in R, G, B; of length 1.
using StainVector = std::array<double, 3>;

struct StainVectors {
  StainVector hematoxylin{0.650, 0.704, 0.286};
  StainVector dab{0.269, 0.568, 0.778};
  friend bool operator==(const StainVectors&, const StainVectors&) = default;
};

// Returns `v` scaled to length 1.
StainVector Unit(StainVector v);

// Returns the direction that neither stain explains: the unit vector
// perpendicular to both.
StainVector Residual(const StainVectors& stains);

// Returns the angle between two stains, in degrees.
double AngleDegrees(const StainVector& a, const StainVector& b);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_STAIN_STAIN_VECTORS_H_
