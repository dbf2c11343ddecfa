// The truth about the dendritic meshwork: where it is, and its area.
//
// The meshwork is drawn with a density m between 0 and 1 (PhantomScene's
// MeshworkAt), which is 0 outside germinal centers, rises within some 10 % of
// the follicle's radius from its edge inward, and varies in patches of 30 um:
// DAB of 0.10 m everywhere, and about 0.75 m more along winding fibres 1 um
// thick in meshes of 4 to 8 um. The truth is where m, times the strengths of
// stain, is at least kMeshworkDensity, in connected parts of 5,000 um2 and
// more: there the fibres pass an optical density of 0.20 and hang together
// above 0.12. In germinal centers hysteresis at these two and a closing with a
// disc of 4 um, which fills the nuclei, sees the same (Dice 0.97, area 3 %
// less; tests/phantom/meshwork_truth_test.cc). Outside it sees more: CD23+
// lymphocytes of the mantle touch the meshwork and do not belong to it.
#ifndef CELLQUANT_CORE_PHANTOM_MESHWORK_TRUTH_H_
#define CELLQUANT_CORE_PHANTOM_MESHWORK_TRUTH_H_

#include <vector>

#include "core/phantom/regions_geojson.h"
#include "core/phantom/scene.h"

namespace cellquant::core {

inline constexpr double kMeshworkDensity = 0.25;
inline constexpr double kLeastMeshworkUm2 = 5000.0;

// Returns the connected parts of the meshwork, each with its area, along the
// edges of a grid of 2 um: none for other markers than CD23, and none after
// therapy. Thread-safe.
std::vector<PhantomRegion> MeshworkOf(const PhantomScene& scene);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_MESHWORK_TRUTH_H_
