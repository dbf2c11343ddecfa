#include "core/formats/protocol_versions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/formats/protocol_parameters.h"
#include "core/formats/protocol_yaml.h"

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

Protocol Named(const std::string& id, const std::string& version) {
  Protocol protocol;
  protocol.id = id;
  protocol.version = version;
  return protocol;
}

ProtocolVersions Recorded(const Protocol& protocol) {
  const nlohmann::json record = {
      {protocol.id, {{protocol.version, ParametersSha256(protocol)}}}};
  return *ProtocolVersions::FromJson(record.dump());
}

TEST(ProtocolVersions, AChangedNumberUnderAnOldVersionIsAnError) {
  const ProtocolVersions versions = Recorded(Named("a", "1.0.0"));
  Protocol protocol = Named("a", "1.0.0");
  protocol.description = "Other words.";
  EXPECT_TRUE(versions.Check(protocol, "a.yaml"));
  protocol.positivity.threshold = OpticalDensity(0.21);
  const auto checked = versions.Check(protocol, "a.yaml");
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().reason, ErrorReason::kProtocolInvalid);
  EXPECT_THAT(checked.error().message,
              HasSubstr("a.yaml: not the numbers of a 1.0.0"));
}

TEST(ProtocolVersions, ANewVersionOrAnotherIdMayHaveAnyNumbers) {
  const ProtocolVersions versions = Recorded(Named("a", "1.0.0"));
  for (Protocol protocol : {Named("a", "1.0.1"), Named("b", "1.0.0")}) {
    protocol.positivity.threshold = OpticalDensity(0.21);
    EXPECT_FALSE(versions.Has(protocol));
    EXPECT_TRUE(versions.Check(protocol, "file"));
  }
  EXPECT_TRUE(versions.Has(Named("a", "1.0.0")));
}

TEST(ProtocolVersions, ABrokenRecordIsAnErrorAndNotAnEmptyOne) {
  for (const char* text : {"", "{", "[]", "{\"a\": 1}", "{\"a\": [\"1\"]}",
                           "{\"a\": {\"1\": 2}}"}) {
    const auto versions = ProtocolVersions::FromJson(text);
    ASSERT_FALSE(versions) << text;
    EXPECT_EQ(versions.error().reason, ErrorReason::kProtocolInvalid);
    EXPECT_THAT(versions.error().message, HasSubstr("versions.json"));
  }
}

// If this fails, numbers were changed that reports already stand on.
TEST(ProtocolVersions, EveryProtocolHasTheNumbersOfItsVersion) {
  const auto catalog = ProtocolCatalog::LoadInstalled();
  ASSERT_TRUE(catalog) << catalog.error().message;
  const auto versions = ProtocolVersions::LoadInstalled();
  ASSERT_TRUE(versions) << versions.error().message;
  for (const auto& [id, protocol] : catalog->all()) {
    const std::string file = "protocols/" + id + ".yaml";
    const auto checked = versions->Check(protocol, file);
    EXPECT_TRUE(checked) << checked.error().message << "\nRaise `version` in "
                         << file << ", then run tools/record-protocols.";
    EXPECT_TRUE(versions->Has(protocol))
        << id << " " << protocol.version
        << " is not recorded: run tools/record-protocols.";
  }
}

}  // namespace
}  // namespace cellquant::core
