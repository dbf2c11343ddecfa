// Pigments: what is brown, black or red without any stain.
//
// Hemosiderin, melanin and anthracosis lie as granules in the bodies of
// macrophages, each macrophage with at most one of them; formalin pigment as
// single crystals anywhere in the tissue; erythrocytes as discs in filled
// vessels and, spilt, in the gaps between cells. Lengths are in um.
#ifndef CELLQUANT_CORE_PHANTOM_PIGMENT_H_
#define CELLQUANT_CORE_PHANTOM_PIGMENT_H_

#include <vector>

#include "core/phantom/artifact_kind.h"
#include "core/phantom/cells.h"

namespace cellquant::core {

// An ellipse, or a rectangle with the same half axes.
struct PigmentGranule {
  MicronPoint center;
  double half_u_um = 0.5;
  double half_v_um = 0.5;
  double cosine = 1.0;  // of the first axis
  double sine = 0.0;
  bool angular = false;
  double amount = 0.5;  // optical density along the pigment's color
};

struct PigmentBlob {
  PhantomArtifact kind = PhantomArtifact::kHemosiderin;
  MicronPoint center;
  std::vector<PigmentGranule> granules = {};  // one or more
};

// Farther than this from its center no blob draws anything.
inline constexpr double kPigmentReachUm = kCellReachUm;

// Returns the blobs with their center (of a macrophage's: its nucleus) in
// `box`, of the kinds that the scene's options ask for. `cells` are those
// within kCellReachUm of the box, or more. Those of a partition add up to the
// whole's. Thread-safe.
std::vector<PigmentBlob> PigmentIn(const PhantomScene& scene,
                                   const std::vector<PhantomCell>& cells,
                                   const MicronBox& box);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_PIGMENT_H_
