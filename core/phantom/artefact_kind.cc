#include "core/phantom/artefact_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cellquant::core {
namespace {

constexpr std::array<std::pair<std::string_view, PhantomArtefact>, 12> kNames{{
    {"pen", PhantomArtefact::kPen},
    {"fold", PhantomArtefact::kFold},
    {"blur", PhantomArtefact::kBlur},
    {"mist", PhantomArtefact::kMist},
    {"bubble", PhantomArtefact::kBubble},
    {"hole", PhantomArtefact::kHole},
    {"edge", PhantomArtefact::kEdge},
    {"hemosiderin", PhantomArtefact::kHemosiderin},
    {"melanin", PhantomArtefact::kMelanin},
    {"anthracosis", PhantomArtefact::kAnthracosis},
    {"formalin", PhantomArtefact::kFormalin},
    {"erythrocytes", PhantomArtefact::kErythrocytes},
}};

std::vector<PhantomArtefact> EveryArtefact() {
  std::vector<PhantomArtefact> all;
  all.reserve(kNames.size());
  for (const auto& [name, artefact] : kNames) all.push_back(artefact);
  return all;
}

}  // namespace

std::string_view PhantomArtefactName(PhantomArtefact artefact) {
  for (const auto& [name, candidate] : kNames) {
    if (candidate == artefact) return name;
  }
  return "";
}

Result<std::vector<PhantomArtefact>> PhantomArtefactsFromList(
    std::string_view list) {
  if (list == "all") return EveryArtefact();
  std::vector<PhantomArtefact> found;
  while (!list.empty()) {
    const std::string_view name = list.substr(0, list.find(','));
    const auto* entry =
        std::find_if(kNames.begin(), kNames.end(),
                     [name](const auto& e) { return e.first == name; });
    if (entry == kNames.end()) {
      return Fail(ErrorReason::kInvalidArgument,
                  fmt::format("there is no artefact '{}'", name));
    }
    found.push_back(entry->second);
    list.remove_prefix(std::min(list.size(), name.size() + 1));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace cellquant::core
