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
      [](Protocol& p) { p.compartments.membrane_outer_um = 3.0; },
      [](Protocol& p) { p.compartments.cytoplasm_quantile = 0.5; },
      [](Protocol& p) { p.positivity.compartment = Compartment::kCytoplasm; },
      [](Protocol& p) { p.positivity.decided_by = DecidedBy::kNetworkClass; },
      [](Protocol& p) { p.positivity.threshold = OpticalDensity(0.21); },
      [](Protocol& p) { p.positivity.class_share = 0.51; },
      [](Protocol& p) { p.positivity.equivocal_from = OpticalDensity(0.1); },
      [](Protocol& p) { p.cleared_below = CellsPerSquareMillimeter(2.0); },
      [](Protocol& p) { p.validated_recall = 0.9; },
      [](Protocol& p) { p.validated_recall = 1.0; },
      [](Protocol& p) { p.classical_detection.contrast_od += 0.001; },
      [](Protocol& p) { p.network_detection.cell_probability += 0.001; },
      [](Protocol& p) { p.meshwork = MeshworkRule{}; },
      [](Protocol& p) { p.profiles = ProfileRule{}; },
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
  named.caveats = {{"CD20", "Words."}};
  EXPECT_EQ(ParametersSha256(named), ParametersSha256({}));
}

TEST(ProtocolParameters, OfADetectorCarryItsName) {
  Protocol protocol;
  protocol.network_detection.cell_probability = 0.3;
  EXPECT_EQ(AllParameters(protocol)["network_detection.cell_probability"], 0.3);
}

TEST(ProtocolParameters, HaveTheSameNamesWithAndWithoutALimitOfClearing) {
  Protocol limited;
  limited.cleared_below = CellsPerSquareMillimeter(2.0);
  EXPECT_EQ(AllParameters(limited)["cleared_below_per_mm2"], 2.0);
  EXPECT_TRUE(AllParameters({}).at("cleared_below_per_mm2").is_null());
  EXPECT_EQ(AllParameters(limited).size(), AllParameters({}).size());
}

TEST(ProtocolParameters, EveryProtocolThatComesAlongHasALimitOfClearing) {
  const auto catalog = ProtocolCatalog::LoadInstalled();
  ASSERT_TRUE(catalog) << catalog.error().message;
  for (const auto& [id, protocol] : catalog->all()) {
    EXPECT_TRUE(protocol.cleared_below) << id;
  }
}

// How cells are found and called positive; not what may be claimed of them.
nlohmann::json RuleOf(const Protocol& protocol) {
  nlohmann::json rule = AllParameters(protocol);
  for (const char* claim :
       {"cleared_below_per_mm2", "recall", "recall_validated"}) {
    EXPECT_EQ(rule.erase(claim), 1U) << claim;
  }
  return rule;
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
    EXPECT_EQ(RuleOf(*protocol), RuleOf(*catalog->Find(model)))
        << id << " and " << model;
  }
  EXPECT_EQ(catalog->Find("pax5")->positivity.compartment,
            Compartment::kNucleus);
}

}  // namespace
}  // namespace cellquant::core
