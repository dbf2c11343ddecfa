// What a slide's own pixels say about the direction of its stains, after
// Macenko et al., ISBI 2009: a method for normalizing histology slides.
//
// In optical density the pixels of two stains lie in a plane, between the two
// stain vectors. The plane is that of the two largest eigenvectors of the
// pixels' second moments; the vectors are the robust extremes of the angle in
// it. An estimate always gives two vectors, also where there is one stain or
// another one, so it is accepted only near the start and with pixels enough on
// both arms (docs/algorithm.md, section 3). Sums are whole numbers and angles
// are ranked by exact fractions: no order of pixels changes a bit.
#ifndef CELLQUANT_CORE_TISSUE_STAIN_ESTIMATE_H_
#define CELLQUANT_CORE_TISSUE_STAIN_ESTIMATE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "core/stain/stain_vectors.h"
#include "core/tissue/tissue_sample.h"

namespace cellquant::core {

inline constexpr double kMostDegreesFromStart = 12.0;
inline constexpr double kLeastArmShare = 0.05;  // of the sample's pixels

// One stain of an estimate.
struct StainArm {
  std::optional<StainVector> vector;  // nothing: too few pixels to estimate
  double degrees_from_start = 0.0;
  double share = 0.0;  // of the sample's pixels that lie along it, 0 to 1
  std::string reason;  // why it is not accepted; empty when it is
};

// The two are accepted together or not at all: each is an end of one plane.
struct StainEstimate {
  StainArm hematoxylin;
  StainArm dab;
  std::uint32_t sample_tiles = 0;
  std::uint32_t sample_pixels = 0;

  bool accepted() const {
    return hematoxylin.vector && dab.vector && hematoxylin.reason.empty() &&
           dab.reason.empty();
  }
};

// Returns the estimate of the stains of `sample`, and why it is not accepted
// if it is not. Components of a vector are at least 0. Thread-safe.
StainEstimate EstimateStains(const TissueSample& sample,
                             const StainVectors& start);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_STAIN_ESTIMATE_H_
