#include "core/formats/protocol_yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "core/cells/detection_fields.h"

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
  cytoplasm_inner_um: 0.5
  cytoplasm_outer_um: 1.5
detection:
  contrast_od: 0.03
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
  EXPECT_EQ(protocol->cytoplasm.outer.value(), 1.5);
  EXPECT_EQ(protocol->detection.contrast_od, 0.03);
  EXPECT_EQ(protocol->detection.floor_od, ClassicalDetection{}.floor_od);
}

TEST(ProtocolYaml, MistakesAreNamedWithLineAndColumn) {
  const std::pair<std::string, const char*> rows[] = {
      {Replaced("marker: TEST", "marke: TEST"), "test.yaml:1:1: marker"},
      {Replaced("0.2\n", "lots\n"), "test.yaml:11:17: threshold_od"},
      {Replaced("0.2\n", "7\n"), "test.yaml:11:17: threshold_od"},
      {Replaced("white_point: 245", "white_point: 245\nwhite: 1"),
       "test.yaml:9:1: unknown key white"},
      {Replaced("cytoplasm\n", "membrain\n"), "nucleus or cytoplasm"},
      {Replaced("[0.269, 0.568, 0.778]", "[0.650, 0.704, 0.286]"),
       "degrees apart"},
      {Replaced("[0.269, 0.568, 0.778]", "[0.269, 0.568]"), "test.yaml:7:8"},
      {Replaced("contrast_od", "contrst_od"), "unknown key contrst_od"},
      {Replaced("stains:", "stains: ["), "test.yaml:"},
      {"just a text", "a map of keys"},
      {"", "a map of keys"}};
  for (const auto& [text, expected] : rows) {
    const auto protocol = ProtocolFromYaml(text, "test.yaml");
    ASSERT_FALSE(protocol) << text;
    EXPECT_EQ(protocol.error().reason, ErrorReason::kProtocolInvalid);
    EXPECT_THAT(protocol.error().message, HasSubstr(expected));
  }
}

TEST(ProtocolYaml, TheReportListsEveryParameterOfTheDetector) {
  const auto protocol = ProtocolFromYaml(kYaml, "test.yaml");
  const auto json = ProtocolToJson(*protocol);
  EXPECT_EQ(json["parameters"]["detection"].size(),
            sizeof(ClassicalDetection) / sizeof(double));
  EXPECT_EQ(DetectionFields().size(),
            sizeof(ClassicalDetection) / sizeof(double));
}

TEST(DetectionFields, DefaultsAreWithinTheirRange) {
  const ClassicalDetection defaults;
  for (const DetectionField& field : DetectionFields()) {
    EXPECT_GE(defaults.*field.member, field.low) << field.name;
    EXPECT_LE(defaults.*field.member, field.high) << field.name;
  }
}

TEST(ProtocolCatalog, KnowsTheMarkersThatCameWithTheProgram) {
  const auto catalog = ProtocolCatalog::LoadInstalled();
  ASSERT_TRUE(catalog) << catalog.error().message;
  for (const char* id :
       {"cd20", "cd138", "cd68", "cd23", "cd3", "cd19", "ki67"}) {
    EXPECT_TRUE(catalog->Find(id)) << id;
  }
  const auto missing = catalog->Find("cd999");
  EXPECT_EQ(missing.error().reason, ErrorReason::kProtocolNotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("cd138"));
}

}  // namespace
}  // namespace cellquant::core
