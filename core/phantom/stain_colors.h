// The colors of a phantom's two stains.
#ifndef CELLQUANT_CORE_PHANTOM_STAIN_COLORS_H_
#define CELLQUANT_CORE_PHANTOM_STAIN_COLORS_H_

#include "core/phantom/options.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

// Returns the unit vectors that the phantom is drawn with: the standard ones,
// both turned by `options.stain_angle_deg` in the plane that they span, in the
// sense from hematoxylin toward DAB. The angle between them stays what it is.
StainVectors PhantomStains(const PhantomOptions& options);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_STAIN_COLORS_H_
