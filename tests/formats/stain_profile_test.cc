#include "core/formats/stain_profile.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

json Minimal() {
  return {{"name", "lab"},
          {"version", "1"},
          {"hematoxylin_vector", {0.6, 0.7, 0.3}},
          {"dab_vector", {0.3, 0.6, 0.8}}};
}

json Full() {
  json object = Minimal();
  object["white_point"] = {243, 242.5, 241};
  object["hematoxylin_strength_od"] = 0.55;
  object["dab_strength_od"] = 0.61;
  object["positivity_thresholds"]["cd20"] = {{"threshold_od", 0.21},
                                             {"method", "controls"}};
  return object;
}

std::string MessageOf(const std::string& text) {
  const auto profile = StainProfileFromJson(text);
  if (profile) return "accepted";
  EXPECT_EQ(profile.error().reason, ErrorReason::kStainProfileInvalid);
  return profile.error().message;
}

TEST(StainProfile, WhatIsWrittenIsReadBitForBit) {
  const auto first = StainProfileFromJson(Full().dump());
  ASSERT_TRUE(first) << first.error().message;
  const std::string text = StainProfileText(*first);
  const auto second = StainProfileFromJson(text);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->stains, first->stains);
  EXPECT_EQ(second->white_point, (WhitePoint{243, 242.5, 241}));
  EXPECT_EQ(second->hematoxylin_strength, OpticalDensity(0.55));
  EXPECT_EQ(second->dab_strength, OpticalDensity(0.61));
  ASSERT_TRUE(second->thresholds.contains("cd20"));
  EXPECT_EQ(second->thresholds.find("cd20")->second.threshold,
            OpticalDensity(0.21));
  EXPECT_EQ(second->thresholds.find("cd20")->second.method, "controls");
  EXPECT_EQ(StainProfileText(*second), text);
}

TEST(StainProfile, TheHashIsThatOfTheFile) {
  const std::string text = Minimal().dump(4);
  EXPECT_EQ(StainProfileFromJson(text)->sha256, Sha256(text));
}

TEST(StainProfile, VectorsAreMadeUnitLength) {
  json object = Minimal();
  object["hematoxylin_vector"] = {0.5, 0.0, 0.0};
  EXPECT_EQ(StainProfileFromJson(object.dump())->stains.hematoxylin,
            (StainVector{1.0, 0.0, 0.0}));
}

TEST(StainProfile, OptionalPartsMayBeAbsent) {
  const auto profile = StainProfileFromJson(Minimal().dump());
  ASSERT_TRUE(profile);
  EXPECT_FALSE(profile->white_point);
  EXPECT_FALSE(profile->dab_strength);
  EXPECT_TRUE(profile->thresholds.empty());
}

TEST(StainProfile, WhatIsNoJsonObjectIsRefused) {
  for (const char* text : {"", "[]", "null", "{", "{\"name\": \"a\"",
                           "{\"dab_strength_od\": 1e999}", "\xff\xfe{}"}) {
    EXPECT_EQ(MessageOf(text), "the stain profile is not a JSON object")
        << text;
  }
}

TEST(StainProfile, AWrongValueIsRefusedWithItsPath) {
  struct Case {
    const char* pointer;
    json value;
    const char* message;
  };
  const Case cases[] = {
      {"/name", "", "name must be a text that is not empty"},
      {"/name", 7, "name must be a text that is not empty"},
      {"/name", "a\nb", "name must be printable UTF-8 of at most 500 bytes"},
      {"/version", nullptr, "version must be a text that is not empty"},
      {"/dab_vector", json::array({0.3, 0.6}),
       "dab_vector must be three numbers: red, green, blue"},
      {"/dab_vector/1", "0.6", "dab_vector[1] must be a number from 0 to 1"},
      {"/dab_vector/2", -0.1, "dab_vector[2] must be a number from 0 to 1"},
      {"/hematoxylin_vector/0", 1.5,
       "hematoxylin_vector[0] must be a number from 0 to 1"},
      {"/hematoxylin_vector", json::array({0, 0, 0}),
       "hematoxylin_vector must not be zero"},
      {"/hematoxylin_vector", json::array({0.3, 0.6, 0.8}),
       "dab_vector is 0.0 degrees from hematoxylin_vector; stains cannot be "
       "separated below 5"},
      {"/white_point", 245,
       "white_point must be three numbers: red, green, "
       "blue"},
      {"/white_point/0", 100,
       "white_point[0] must be a number from 128 to "
       "255"},
      {"/hematoxylin_strength_od", 0,
       "hematoxylin_strength_od must be a number from 0.01 to 4"},
      {"/dab_strength_od", true,
       "dab_strength_od must be a number from 0.01 to 4"},
      {"/positivity_thresholds", json::array(),
       "positivity_thresholds must be an object"},
      {"/positivity_thresholds/cd20", 0.2,
       "positivity_thresholds.cd20 must be an object"},
      {"/positivity_thresholds/cd20/threshold_od", 3,
       "positivity_thresholds.cd20.threshold_od must be a number from 0.01 to "
       "2"},
      {"/positivity_thresholds/cd20/method", "",
       "positivity_thresholds.cd20.method must be a text that is not empty"},
      {"/positivity_thresholds/cd20/sd", 1,
       "positivity_thresholds.cd20.sd is not known"},
      {"/colour", 1, "colour is not known"},
  };
  for (const Case& c : cases) {
    json object = Full();
    object[json::json_pointer(c.pointer)] = c.value;
    EXPECT_EQ(MessageOf(object.dump()),
              std::string("stain profile: ") + c.message);
  }
}

TEST(StainProfile, AMissingValueIsRefusedWithItsPath) {
  for (const char* key :
       {"name", "version", "hematoxylin_vector", "dab_vector"}) {
    json object = Minimal();
    object.erase(key);
    EXPECT_EQ(MessageOf(object.dump()),
              std::string("stain profile: ") + key + " is missing");
  }
  json object = Full();
  object["positivity_thresholds"]["cd20"].erase("threshold_od");
  EXPECT_EQ(MessageOf(object.dump()),
            "stain profile: positivity_thresholds.cd20.threshold_od is "
            "missing");
}

TEST(StainProfile, AKeyThatStandsTwiceIsRefused) {
  std::string text = Minimal().dump();
  text.insert(text.size() - 1, ", \"version\": \"2\"");
  EXPECT_EQ(MessageOf(text), "stain profile: version stands twice");
}

}  // namespace
}  // namespace cellquant::core
