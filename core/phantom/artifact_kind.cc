#include "core/phantom/artifact_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cellquant::core {
namespace {

constexpr std::array<std::pair<std::string_view, PhantomArtifact>, 12> kNames{{
    {"pen", PhantomArtifact::kPen},
    {"fold", PhantomArtifact::kFold},
    {"blur", PhantomArtifact::kBlur},
    {"mist", PhantomArtifact::kMist},
    {"bubble", PhantomArtifact::kBubble},
    {"hole", PhantomArtifact::kHole},
    {"edge", PhantomArtifact::kEdge},
    {"hemosiderin", PhantomArtifact::kHemosiderin},
    {"melanin", PhantomArtifact::kMelanin},
    {"anthracosis", PhantomArtifact::kAnthracosis},
    {"formalin", PhantomArtifact::kFormalin},
    {"erythrocytes", PhantomArtifact::kErythrocytes},
}};

std::vector<PhantomArtifact> EveryArtifact() {
  std::vector<PhantomArtifact> all;
  all.reserve(kNames.size());
  for (const auto& [name, artifact] : kNames) all.push_back(artifact);
  return all;
}

}  // namespace

std::string_view PhantomArtifactName(PhantomArtifact artifact) {
  for (const auto& [name, candidate] : kNames) {
    if (candidate == artifact) return name;
  }
  return "";
}

Result<std::vector<PhantomArtifact>> PhantomArtifactsFromList(
    std::string_view list) {
  if (list == "all") return EveryArtifact();
  std::vector<PhantomArtifact> found;
  while (!list.empty()) {
    const std::string_view name = list.substr(0, list.find(','));
    const auto* entry =
        std::find_if(kNames.begin(), kNames.end(),
                     [name](const auto& e) { return e.first == name; });
    if (entry == kNames.end()) {
      return Fail(ErrorReason::kInvalidArgument,
                  fmt::format("there is no artifact '{}'", name));
    }
    found.push_back(entry->second);
    list.remove_prefix(std::min(list.size(), name.size() + 1));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace cellquant::core
