// What can go wrong with a slide, by name.
#ifndef CELLQUANT_CORE_PHANTOM_ARTIFACT_KIND_H_
#define CELLQUANT_CORE_PHANTOM_ARTIFACT_KIND_H_

#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace cellquant::core {

// In the order in which areas are laid: the large ones first.
enum class PhantomArtifact {
  kPen,     // a stroke of ink on the cover glass
  kFold,    // tissue lying on itself
  kBlur,    // out of focus
  kMist,    // pale brown haze
  kBubble,  // air under the cover glass
  kHole,    // torn tissue: glass
  kEdge,    // stain caught along the tissue's margin
  // Pigments: brown, black or red by themselves.
  kHemosiderin,
  kMelanin,
  kAnthracosis,
  kFormalin,
  kErythrocytes,
};

// "pen", "fold" and so on, as in --artifacts and in the truth.
std::string_view PhantomArtifactName(PhantomArtifact artifact);

// Returns the artifacts in a list such as "fold,blur", or every one for "all":
// each once, in the order of the enumeration. An empty list has none. Fails
// with kInvalidArgument for an unknown name.
Result<std::vector<PhantomArtifact>> PhantomArtifactsFromList(
    std::string_view list);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_ARTIFACT_KIND_H_
