// Separation of stains by color deconvolution (Ruifrok & Johnston, Anal Quant
// Cytol Histol 23:291, 2001).
//
// A pixel's optical density is a sum of stain vectors, each times the stain's
// amount: od = M a, with the columns of M being hematoxylin, DAB and their
// common perpendicular. So a = M^-1 od.
#ifndef CELLQUANT_CORE_STAIN_SEPARATION_H_
#define CELLQUANT_CORE_STAIN_SEPARATION_H_

#include "core/stain/optical_density.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

// Returns the amount of each stain in `image`. The vectors must not be
// parallel (StainVectors of a valid protocol are not). Thread-safe.
StainPlanes SeparateStains(const OpticalDensityImage& image,
                           const StainVectors& stains);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_STAIN_SEPARATION_H_
