// Draws pigment.
#ifndef CELLQUANT_CORE_PHANTOM_PAINT_PIGMENT_H_
#define CELLQUANT_CORE_PHANTOM_PAINT_PIGMENT_H_

#include <array>
#include <vector>

#include "core/phantom/canvas.h"
#include "core/phantom/pigment.h"

namespace cellquant::core {

// Relative optical density of a pigment in R, G, B, of about length 1; black
// for what is no pigment.
std::array<float, 3> PigmentColor(PhantomArtifact kind);

// Draws blobs of pigment; where two meet, the darker one shows.
void PaintPigment(const std::vector<PigmentBlob>& blobs, Canvas& canvas);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PAINT_PIGMENT_H_
