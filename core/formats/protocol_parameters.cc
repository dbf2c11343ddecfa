#include "core/formats/protocol_parameters.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"
#include "core/formats/protocol_json.h"

namespace cellquant::core {

using nlohmann::json;

json AllParameters(const Protocol& protocol) {
  json nested = ProtocolToJson(protocol)["parameters"];
  nested.update(DetectionToJson(protocol));
  json all = json::object();
  // A protocol without this limit has the name nevertheless.
  all.emplace("cleared_below_per_mm2", nullptr);
  for (const auto& [name, value] : nested.items()) {
    if (!value.is_object()) {
      all[name] = value;
      continue;
    }
    for (const auto& [inner, parameter] : value.items()) {
      all[fmt::format("{}.{}", name, inner)] = parameter;
    }
  }
  return all;
}

std::string ParametersSha256(const Protocol& protocol) {
  return Sha256(CanonicalJson(AllParameters(protocol)));
}

}  // namespace cellquant::core
