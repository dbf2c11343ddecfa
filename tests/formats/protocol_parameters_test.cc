#include "core/formats/protocol_parameters.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

namespace cellquant::core {
namespace {

TEST(ProtocolParameters, WhatCanChangeANumberChangesTheHash) {
  const std::function<void(Protocol&)> changes[] = {
      [](Protocol& p) { p.stains.hematoxylin[0] = 0.5; },
      [](Protocol& p) { p.stains.dab[2] = 0.5; },
      [](Protocol& p) { p.default_white_point = 240.0; },
      [](Protocol& p) { p.cytoplasm.inner = Micrometers(0.75); },
      [](Protocol& p) { p.cytoplasm.outer = Micrometers(0.75); },
      [](Protocol& p) { p.positivity.compartment = Compartment::kCytoplasm; },
      [](Protocol& p) { p.positivity.decided_by = DecidedBy::kNetworkClass; },
      [](Protocol& p) { p.positivity.threshold = OpticalDensity(0.21); },
      [](Protocol& p) { p.positivity.class_share = 0.51; },
      [](Protocol& p) { p.classical_detection.contrast_od += 0.001; },
      [](Protocol& p) { p.network_detection.cell_probability += 0.001; },
  };
  const std::string before = ParametersSha256({});
  for (std::size_t i = 0; i < std::size(changes); ++i) {
    Protocol changed;
    changes[i](changed);
    EXPECT_NE(ParametersSha256(changed), before) << "change " << i;
  }
}

TEST(ProtocolParameters, NamesAndWordsChangeNoNumber) {
  Protocol named;
  named.id = "id";
  named.version = "2";
  named.marker = "CD";
  named.description = "Words.";
  EXPECT_EQ(ParametersSha256(named), ParametersSha256({}));
}

TEST(ProtocolParameters, OfADetectorCarryItsName) {
  Protocol protocol;
  protocol.network_detection.cell_probability = 0.3;
  EXPECT_EQ(AllParameters(protocol)["network_detection.cell_probability"], 0.3);
}

}  // namespace
}  // namespace cellquant::core
