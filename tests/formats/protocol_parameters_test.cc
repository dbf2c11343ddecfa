#include "core/formats/protocol_parameters.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/formats/protocol_yaml.h"

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

// Their files say so. One that is measured by marked cells of its own leaves
// this list, with its comment.
TEST(ProtocolParameters, MarkersThatWereNotComparedKeepTheRuleOfTheirModel) {
  const auto catalog = ProtocolCatalog::LoadInstalled();
  ASSERT_TRUE(catalog) << catalog.error().message;
  const std::pair<const char*, const char*> rows[] = {{"cd8", "cd3"},
                                                      {"cd79a", "cd20"},
                                                      {"pd1", "cd3"},
                                                      {"pax5", "ki67"},
                                                      {"cd163", "cd68"}};
  for (const auto& [id, model] : rows) {
    const auto protocol = catalog->Find(id);
    ASSERT_TRUE(protocol) << protocol.error().message;
    EXPECT_EQ(AllParameters(*protocol), AllParameters(*catalog->Find(model)))
        << id << " and " << model;
  }
  EXPECT_EQ(catalog->Find("pax5")->positivity.compartment,
            Compartment::kNucleus);
}

}  // namespace
}  // namespace cellquant::core
