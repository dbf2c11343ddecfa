#include "core/formats/protocol_parameters.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"
#include "core/formats/protocol_yaml.h"

namespace cellquant::core {

using nlohmann::json;

json AllParameters(const Protocol& protocol) {
  json all = ProtocolToJson(protocol)["parameters"];
  const json detectors = DetectionToJson(protocol);
  for (const auto& [detector, parameters] : detectors.items()) {
    for (const auto& [name, value] : parameters.items()) {
      all[fmt::format("{}.{}", detector, name)] = value;
    }
  }
  return all;
}

std::string ParametersSha256(const Protocol& protocol) {
  return Sha256(CanonicalJson(AllParameters(protocol)));
}

}  // namespace cellquant::core
