#include "core/formats/protocol_yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "core/cells/detection_fields.h"
#include "core/formats/protocol_json.h"

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

const std::string kYaml = R"(id: test
version: 1.2.3
marker: TEST
description: A test.
stains:
  hematoxylin: [0.650, 0.704, 0.286]
  dab: [0.269, 0.568, 0.778]
white_point: 245
positivity:
  compartment: cytoplasm
  threshold_od: 0.2
  equivocal_from_od: 0.1
compartments:
  membrane_sectors: 5
classical_detection:
  contrast_od: 0.03
network_detection:
  cell_probability: 0.35
)";

std::string Replaced(const std::string& from, const std::string& to) {
  std::string text = kYaml;
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(ProtocolYaml, ReadsEveryField) {
  const auto protocol = ProtocolFromYaml(kYaml, "test.yaml");
  ASSERT_TRUE(protocol) << protocol.error().message;
  EXPECT_EQ(protocol->id, "test");
  EXPECT_EQ(protocol->version, "1.2.3");
  EXPECT_EQ(protocol->positivity.compartment, Compartment::kCytoplasm);
  EXPECT_EQ(protocol->positivity.threshold.value(), 0.2);
  EXPECT_EQ(protocol->positivity.equivocal_from.value(), 0.1);
  EXPECT_EQ(protocol->compartments.membrane_sectors, 5.0);
  EXPECT_EQ(protocol->compartments.membrane_outer_um,
            CompartmentGeometry{}.membrane_outer_um);
  EXPECT_EQ(protocol->classical_detection.contrast_od, 0.03);
  EXPECT_EQ(protocol->classical_detection.floor_od,
            ClassicalDetection{}.floor_od);
  EXPECT_EQ(protocol->network_detection.cell_probability, 0.35);
  EXPECT_EQ(protocol->network_detection.seed_radius_um,
            NetworkDetection{}.seed_radius_um);
}

const char* const kMeshwork = R"(meshwork:
  low_od: 0.1
  high_od: 0.3
  window_um: 20
  cell_um: 5
  least_usable_percent: 25
  closing_um: 2
  smallest_um2: 900
  score_limits_percent: [1, 2, 3]
)";

TEST(ProtocolYaml, MeasuresAsAnAreaOnlyWhatItSays) {
  const auto none = ProtocolFromYaml(kYaml, "test.yaml");
  EXPECT_FALSE(none->meshwork);
  EXPECT_FALSE(none->profiles);
  EXPECT_FALSE(ProtocolToJson(*none)["parameters"].contains("meshwork"));

  const auto both = ProtocolFromYaml(
      kYaml + kMeshwork +
          "profiles:\n  smallest_um2: 30\n  nucleus_within_um: 3\n  "
          "least_hematoxylin_od: 0.1\n",
      "test.yaml");
  ASSERT_TRUE(both) << both.error().message;
  const MeshworkRule expected{OpticalDensity(0.1),
                              OpticalDensity(0.3),
                              Micrometers(20.0),
                              Micrometers(5.0),
                              25.0,
                              Micrometers(2.0),
                              SquareMicrometers(900.0),
                              {1.0, 2.0, 3.0}};
  EXPECT_EQ(both->meshwork, expected);
  EXPECT_EQ(both->profiles,
            (ProfileRule{SquareMicrometers(30.0), Micrometers(3.0),
                         OpticalDensity(0.1)}));
  const auto json = ProtocolToJson(*both)["parameters"];
  EXPECT_EQ(json["meshwork"]["score_limits_percent"],
            (std::vector<double>{1.0, 2.0, 3.0}));
  EXPECT_EQ(json["profiles"]["smallest_um2"], 30.0);
}

TEST(ProtocolYaml, AMeshworkThatCannotBeIsRefused) {
  const auto refused = [](std::string from, const std::string& to) {
    std::string text = kYaml + kMeshwork;
    text.replace(text.find(from), from.size(), to);
    const auto protocol = ProtocolFromYaml(text, "test.yaml");
    return !protocol &&
           protocol.error().reason == ErrorReason::kProtocolInvalid;
  };
  EXPECT_TRUE(refused("high_od: 0.3", "high_od: 0.09"));
  EXPECT_TRUE(refused("[1, 2, 3]", "[1, 3, 2]"));
  EXPECT_TRUE(refused("[1, 2, 3]", "[1, 2]"));
  EXPECT_TRUE(refused("  cell_um: 5\n", ""));
  EXPECT_TRUE(refused("  cell_um: 5\n", "  cell_um: 5\n  other: 1\n"));
}

TEST(ProtocolYaml, WhatMustNotBeCountedIsRefusedWithTheReason) {
  const auto catalog = ProtocolCatalog::LoadInstalled();
  ASSERT_TRUE(catalog) << catalog.error().message;
  const auto fdc = catalog->Find("fdc");
  ASSERT_FALSE(fdc);
  EXPECT_EQ(fdc.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_THAT(fdc.error().message, HasSubstr("meshwork"));
  EXPECT_THAT(fdc.error().message, HasSubstr("cd23"));
  EXPECT_FALSE(ProtocolFromYaml(kYaml + std::string("not_counted: [fdc]\n"),
                                "test.yaml"));
}

TEST(ProtocolYaml, MayHaveSeveralLinesAnyAlphabetAndLineEndsOfAnotherSystem) {
  std::string yaml = Replaced("A test.", "|\n  \xC3\x84\tone\n  two");
  for (std::size_t at = 0; (at = yaml.find('\n', at)) != std::string::npos;
       at += 2) {
    yaml.replace(at, 1, "\r\n");
  }
  const auto protocol = ProtocolFromYaml(yaml, "test.yaml");
  ASSERT_TRUE(protocol) << protocol.error().message;
  EXPECT_EQ(protocol->description, "\xC3\x84\tone\ntwo");
}

TEST(ProtocolYaml, SaysWhatDecides) {
  // As protocols did before there was a network.
  const auto silent = ProtocolFromYaml(kYaml, "test.yaml");
  ASSERT_TRUE(silent);
  EXPECT_EQ(silent->positivity.decided_by, DecidedBy::kOpticalDensity);
  EXPECT_EQ(silent->positivity.class_share, 0.5);

  const auto by_class = ProtocolFromYaml(
      Replaced("cytoplasm\n",
               "cytoplasm\n  decided_by: network_class\n  class_share: 0.6\n"),
      "test.yaml");
  ASSERT_TRUE(by_class) << by_class.error().message;
  EXPECT_EQ(by_class->positivity.decided_by, DecidedBy::kNetworkClass);
  EXPECT_EQ(by_class->positivity.class_share, 0.6);
}

TEST(ProtocolYaml, SaysWhatMayBeClaimed) {
  const auto silent = ProtocolFromYaml(kYaml, "test.yaml");
  ASSERT_TRUE(silent);
  EXPECT_FALSE(silent->cleared_below);
  EXPECT_FALSE(silent->validated_recall);
  EXPECT_EQ(silent->Recall(), 1.0);
  EXPECT_TRUE(silent->caveats.empty());

  const auto told = ProtocolFromYaml(
      kYaml +
          "cleared_below_per_mm2: 2\nrecall: 0.9\ncaveats:\n"
          "  - therapy: CD20\n    text: >-\n      Hidden\n      antigen.\n"
          "  - {therapy: BCMA, text: Cleared.}\n",
      "test.yaml");
  ASSERT_TRUE(told) << told.error().message;
  EXPECT_EQ(told->cleared_below, CellsPerSquareMillimeter(2.0));
  EXPECT_EQ(told->Recall(), 0.9);
  ASSERT_EQ(told->caveats.size(), 2U);
  EXPECT_EQ(told->caveats[0].therapy, "CD20");
  EXPECT_EQ(told->caveats[0].text, "Hidden antigen.");
  const auto parameters = ProtocolToJson(*told)["parameters"];
  EXPECT_EQ(parameters["cleared_below_per_mm2"], 2.0);
  EXPECT_EQ(parameters["recall"], 0.9);
  EXPECT_EQ(parameters["recall_validated"], true);
}

TEST(ProtocolYaml, MistakesAreNamedWithLineAndColumn) {
  const std::pair<std::string, const char*> rows[] = {
      {Replaced("marker: TEST", "marke: TEST"), "test.yaml:1:1: marker"},
      {Replaced("0.2\n", "lots\n"), "test.yaml:11:17: threshold_od"},
      {Replaced("0.2\n", "7\n"), "test.yaml:11:17: threshold_od"},
      {Replaced("white_point: 245", "white_point: 245\nwhite: 1"),
       "test.yaml:9:1: unknown key white"},
      {Replaced("cytoplasm\n", "membrain\n"), "nucleus, membrane or cytoplasm"},
      {Replaced("[0.269, 0.568, 0.778]", "[0.650, 0.704, 0.286]"),
       "degrees apart"},
      {Replaced("[0.269, 0.568, 0.778]", "[0.269, 0.568]"), "test.yaml:7:8"},
      {Replaced("equivocal_from_od: 0.1", "equivocal_from_od: 0.3"),
       "equivocal_from_od must be a number from 0.01 to 0.2"},
      {Replaced("membrane_sectors: 5", "membrane_sectors: 9"),
       "membrane_sectors must be a number from 1 to 8"},
      {Replaced("membrane_sectors: 5", "membrane_sectors: 5.5"),
       "membrane_sectors must be a multiple of 1"},
      {Replaced("membrane_sectors: 5", "membrane_outer_um: 1.7"),
       "membrane_outer_um must be a multiple of 0.5"},
      {Replaced("contrast_od", "contrst_od"), "unknown key contrst_od"},
      {Replaced("cell_probability: 0.35", "cell_probability: 1.4"),
       "cell_probability must be a number from 0.02 to 0.99"},
      {Replaced("cytoplasm\n", "cytoplasm\n  decided_by: dice\n"),
       "decided_by must be network_class, optical_density or both"},
      {Replaced("cytoplasm\n", "cytoplasm\n  class_share: 0\n"), "class_share"},
      {Replaced("stains:", "stains: ["), "test.yaml:"},
      {Replaced("marker: TEST", "marker: T\xFFST"),
       "test.yaml:3:9: marker must be printable UTF-8"},
      {Replaced("marker: TEST", R"(marker: "\e[2J")"), "printable"},
      {kYaml + "recall: 0\n", "recall must be a number from 0.001 to 1"},
      {kYaml + "cleared_below_per_mm2: no\n", "cleared_below_per_mm2"},
      {kYaml + "caveats: none\n", "caveats must be a list"},
      {kYaml + "caveats: [x]\n", "caveats must hold maps"},
      {kYaml + "caveats:\n  - therapy: CD20\n", "text is missing"},
      {kYaml + "caveats:\n  - {therapy: a, text: b, c: d}\n", "unknown key c"},
      {"just a text", "a map of keys"},
      {"", "a map of keys"}};
  for (const auto& [text, expected] : rows) {
    const auto protocol = ProtocolFromYaml(text, "test.yaml");
    ASSERT_FALSE(protocol) << text;
    EXPECT_EQ(protocol.error().reason, ErrorReason::kProtocolInvalid);
    EXPECT_THAT(protocol.error().message, HasSubstr(expected));
  }
}

template <class Parameters>
void ExpectCompleteAndInRange() {
  const Parameters defaults;
  EXPECT_EQ(DetectionFields<Parameters>().size(),
            sizeof(Parameters) / sizeof(double));
  EXPECT_EQ(ParametersByName(defaults).size(),
            sizeof(Parameters) / sizeof(double));
  for (const auto& field : DetectionFields<Parameters>()) {
    EXPECT_GE(defaults.*field.member, field.low) << field.name;
    EXPECT_LE(defaults.*field.member, field.high) << field.name;
  }
}

TEST(DetectionFields, EveryParameterHasANameAndADefaultWithinItsRange) {
  ExpectCompleteAndInRange<ClassicalDetection>();
  ExpectCompleteAndInRange<NetworkDetection>();
  ExpectCompleteAndInRange<CompartmentGeometry>();
}

TEST(ProtocolYaml, EveryParameterOfBothDetectorsCanBeShown) {
  const auto json = DetectionToJson(*ProtocolFromYaml(kYaml, "test.yaml"));
  EXPECT_EQ(json["classical_detection"]["contrast_od"], 0.03);
  EXPECT_EQ(json["network_detection"]["cell_probability"], 0.35);
}

TEST(ProtocolCatalog, KnowsTheMarkersThatCameWithTheProgram) {
  const auto catalog = ProtocolCatalog::LoadInstalled();
  ASSERT_TRUE(catalog) << catalog.error().message;
  for (const char* id : {"cd20", "cd138", "cd68", "cd23", "cd3", "cd19", "ki67",
                         "cd8", "cd79a", "pax5", "cd163", "pd1"}) {
    const auto protocol = catalog->Find(id);
    EXPECT_TRUE(protocol) << id;
  }
  const auto missing = catalog->Find("cd999");
  EXPECT_EQ(missing.error().reason, ErrorReason::kProtocolNotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("cd138"));
}

// docs/adr/0008-what-decides-positivity.md.
TEST(ProtocolCatalog, WhatDecidesHangsOnWhereTheStainLies) {
  const auto catalog = ProtocolCatalog::LoadInstalled();
  ASSERT_TRUE(catalog) << catalog.error().message;
  const std::tuple<const char*, Compartment, DecidedBy> rows[] = {
      {"cd138", Compartment::kMembrane, DecidedBy::kBoth},
      {"cd20", Compartment::kMembrane, DecidedBy::kBoth},
      {"cd23", Compartment::kMembrane, DecidedBy::kBoth},
      {"cd3", Compartment::kMembrane, DecidedBy::kBoth},
      {"cd19", Compartment::kMembrane, DecidedBy::kBoth},
      {"cd68", Compartment::kMembrane, DecidedBy::kBoth},
      {"ki67", Compartment::kNucleus, DecidedBy::kOpticalDensity}};
  for (const auto& [id, compartment, decided_by] : rows) {
    EXPECT_EQ(catalog->Find(id)->positivity.compartment, compartment) << id;
    EXPECT_EQ(catalog->Find(id)->positivity.decided_by, decided_by) << id;
  }
}

}  // namespace
}  // namespace cellquant::core
