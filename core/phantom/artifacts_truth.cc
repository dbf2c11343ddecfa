#include "core/phantom/artifacts_truth.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/phantom/pigment_outline.h"

namespace cellquant::core {
namespace {

constexpr double kBlockUm = 512.0;

class Features {
 public:
  explicit Features(const PhantomScene& scene) : scene_(scene) {}

  void Add(PhantomArtifact kind, const std::vector<MicronPoint>& outline) {
    const std::string name(PhantomArtifactName(kind));
    const auto index = static_cast<std::int64_t>(regions_.size());
    regions_.push_back(
        {.id = PhantomRegionId(scene_, PhantomFile::kArtifacts, index),
         .name = fmt::format("{} {}", name, index + 1),
         .classification = name,
         .color = {255, 140, 0},
         .shape = {{PhantomRing(scene_, outline), {}}}});
  }

  std::vector<PhantomRegion> Take() { return std::move(regions_); }

 private:
  const PhantomScene& scene_;
  std::vector<PhantomRegion> regions_;
};

bool HasPigment(const PhantomScene& scene) {
  const auto& kinds = scene.options().artifacts;
  return std::any_of(kinds.begin(), kinds.end(), [](PhantomArtifact kind) {
    return kind >= PhantomArtifact::kHemosiderin;
  });
}

}  // namespace

std::vector<PhantomRegion> ArtifactsOf(const PhantomScene& scene) {
  Features features(scene);
  for (const AreaArtifact& area : scene.artifacts().areas()) {
    features.Add(area.kind, OutlineOf(area.shape));
  }
  if (!HasPigment(scene)) return features.Take();
  for (double top = 0.0; top < scene.height_um(); top += kBlockUm) {
    for (double left = 0.0; left < scene.width_um(); left += kBlockUm) {
      const MicronBox block{left, top,
                            std::min(left + kBlockUm, scene.width_um()),
                            std::min(top + kBlockUm, scene.height_um())};
      const auto cells = CellsIn(scene, block.Inflated(kCellReachUm));
      for (const PigmentBlob& blob : PigmentIn(scene, cells, block)) {
        features.Add(blob.kind, OutlineOf(blob));
      }
    }
  }
  return features.Take();
}

}  // namespace cellquant::core
