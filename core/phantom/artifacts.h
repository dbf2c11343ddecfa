// Where the artifacts of a phantom lie.
//
// Areas - folds, blur and so on - are laid once for the slide: each at random
// where it fits inside the node and touches no other, made smaller where there
// is no room, and left out where there is none at all. Sizes are those of real
// slides, or a share of a node too small for them. Pigments are not here: they
// lie in cells (pigment.h).
#ifndef CELLQUANT_CORE_PHANTOM_ARTIFACTS_H_
#define CELLQUANT_CORE_PHANTOM_ARTIFACTS_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/phantom/artifact_kind.h"
#include "core/phantom/artifact_shape.h"
#include "core/phantom/options.h"

namespace cellquant::core {

class PhantomScene;

struct AreaArtifact {
  PhantomArtifact kind = PhantomArtifact::kBlur;
  ArtifactShape shape = {};
  MicronBox box = {};  // of the outline
  // Standard deviation of the blur inside, um; 0 where it is in focus.
  double defocus_um = 0.0;
  // Optical density of ink in R, G, B.
  std::array<float, 3> ink{};
  // Amount of DAB: of a mist, or at the tissue's margin.
  double brown = 0.0;
  // From where the second layer of a fold comes, in level-0 px; the third one
  // comes from the other side.
  std::int64_t layer_dx = 0;
  std::int64_t layer_dy = 0;
};

class ArtifactMap {
 public:
  ArtifactMap() = default;
  // `scene` must have its node already.
  explicit ArtifactMap(const PhantomScene& scene);

  const std::vector<AreaArtifact>& areas() const { return areas_; }

  // Whether the tissue is torn away within `margin_um` of `p`.
  bool IsTorn(MicronPoint p, double margin_um = 0.0) const;

 private:
  void Lay(const PhantomScene& scene, PhantomArtifact kind, int index);
  bool IsFree(const PhantomScene& scene, const AreaArtifact& candidate,
              const std::vector<MicronPoint>& outline) const;

  std::vector<AreaArtifact> areas_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_ARTIFACTS_H_
