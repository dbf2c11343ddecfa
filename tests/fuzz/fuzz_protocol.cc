// Protocols: what was read has parameters that can be written and hashed.
#include <nlohmann/json.hpp>

#include "core/formats/protocol_parameters.h"
#include "core/formats/protocol_yaml.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using cellquant::core::AllParameters;
  using cellquant::fuzz::Require;
  const std::string_view text = cellquant::fuzz::TextOf(data, size);
  const auto protocol = cellquant::core::ProtocolFromYaml(text, "fuzz.yaml");
  if (!protocol) {
    Require(protocol.error().message.starts_with("fuzz.yaml:"),
            "an error begins with the place: " + protocol.error().message);
    return 0;
  }
  const auto again = cellquant::core::ProtocolFromYaml(text, "fuzz.yaml");
  const nlohmann::json parameters = AllParameters(*protocol);
  Require(again && AllParameters(*again) == parameters,
          "reading twice is the same");
  Require(nlohmann::json::parse(parameters.dump()) == parameters,
          "parameters are JSON");
  return 0;
}
