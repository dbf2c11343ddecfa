// Where a blob of pigment ends.
#ifndef CELLQUANT_CORE_PHANTOM_PIGMENT_OUTLINE_H_
#define CELLQUANT_CORE_PHANTOM_PIGMENT_OUTLINE_H_

#include <vector>

#include "core/phantom/pigment.h"

namespace cellquant::core {

// Returns the outline of a blob: a disc's or a crystal's own, and round a
// cluster of granules the convex hull.
std::vector<MicronPoint> OutlineOf(const PigmentBlob& blob);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PIGMENT_OUTLINE_H_
