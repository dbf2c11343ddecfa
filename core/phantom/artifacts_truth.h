// The truth about artifacts: the outline of every one.
#ifndef CELLQUANT_CORE_PHANTOM_ARTIFACTS_TRUTH_H_
#define CELLQUANT_CORE_PHANTOM_ARTIFACTS_TRUTH_H_

#include <vector>

#include "core/phantom/regions_geojson.h"
#include "core/phantom/scene.h"

namespace cellquant::core {

// Returns one region for each area, and one for each blob of pigment, with the
// artifact's name as its classification. Areas do not overlap, but for a pen's
// stroke, which may cross the stained edge; a pen's stroke goes on over glass.
// Pixels outside the outlines are what they would be without artifacts, as far
// as the optics' blur lets them. Pigment lies in areas too.
std::vector<PhantomRegion> ArtifactsOf(const PhantomScene& scene);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_ARTIFACTS_TRUTH_H_
