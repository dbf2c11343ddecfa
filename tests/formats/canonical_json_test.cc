#include "core/formats/canonical_json.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>

namespace cellquant::core {
namespace {

using nlohmann::json;

// RFC 8785, appendix B: bits of the double, and how it is written.
TEST(CanonicalJson, WritesNumbersAsTheStandardsTableDoes) {
  const std::pair<std::uint64_t, const char*> rows[] = {
      {0x0000000000000000, "0"},
      {0x8000000000000000, "0"},
      {0x0000000000000001, "5e-324"},
      {0x8000000000000001, "-5e-324"},
      {0x7fefffffffffffff, "1.7976931348623157e+308"},
      {0x4340000000000000, "9007199254740992"},
      {0x4430000000000000, "295147905179352830000"},
      {0x44b52d02c7e14af5, "9.999999999999997e+22"},
      {0x44b52d02c7e14af6, "1e+23"},
      {0x444b1ae4d6e2ef4e, "999999999999999700000"},
      {0x444b1ae4d6e2ef50, "1e+21"},
      {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
      {0x3eb0c6f7a0b5ed8d, "0.000001"},
      {0x41b3de4355555553, "333333333.3333332"},
      {0xbecbf647612f3696, "-0.0000033333333333333333"},
      {0x43143ff3c1cb0959, "1424953923781206.2"}};
  for (const auto& [bits, text] : rows) {
    double value = 0.0;
    std::memcpy(&value, &bits, sizeof value);
    EXPECT_EQ(CanonicalJson(json(value)), text);
  }
}

TEST(CanonicalJson, SortsMembersAndDropsWhiteSpace) {
  EXPECT_EQ(CanonicalJson(json::parse(R"({"b": [1, 2.50], "a": {"z": null,
                                          "y": true}})")),
            R"({"a":{"y":true,"z":null},"b":[1,2.5]})");
}

TEST(CanonicalJson, EscapesOnlyWhatItMust) {
  EXPECT_EQ(CanonicalJson(json("\xE2\x82\xAC$\x0F\n\"\\/")),
            "\"\xE2\x82\xAC$\\u000f\\n\\\"\\\\/\"");
}

}  // namespace
}  // namespace cellquant::core
