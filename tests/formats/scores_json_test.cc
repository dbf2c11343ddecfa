#include "core/formats/scores_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

constexpr const char* kScores =
    R"([{"kind": "tfh", "score": 2, "by": "pathologist-01",
         "at": "2025-03-01"},
        {"kind": "fdc_network", "score": 0, "by": "pathologist-02",
         "at": "2025-03-01T10:30:00+01:00"}])";

TEST(ScoresJson, ReadsWhatItWrites) {
  const auto scores = ScoresFromJson(kScores);
  ASSERT_TRUE(scores) << scores.error().message;
  ASSERT_EQ(scores->size(), 2U);
  EXPECT_EQ((*scores)[0],
            (PathologistScore{"tfh", 2, "pathologist-01", "2025-03-01"}));
  EXPECT_EQ(ScoresToJson(*scores), nlohmann::json::parse(kScores));
  EXPECT_TRUE(ScoresFromJson("[]")->empty());
}

TEST(ScoresJson, MistakesAreNamedByEntryAndField) {
  const auto with = [](const char* field, const nlohmann::json& value) {
    nlohmann::json list = nlohmann::json::parse(kScores);
    list[1][field] = value;
    return list.dump();
  };
  auto missing = nlohmann::json::parse(kScores);
  missing[1].erase("by");
  const std::pair<std::string, const char*> rows[] = {
      {"{}", "not a JSON list"},
      {"[", "not a JSON list"},
      {"[1]", "score 1: must be an object"},
      {missing.dump(), "score 2: \"by\" is missing"},
      {with("comment", "x"), "score 2: field \"comment\" is not known"},
      {with("kind", "mitoses"), "\"kind\" must be fdc_network, tfh or"},
      {with("kind", 1), "\"kind\" must be a text"},
      {with("score", 4), "\"score\" must be 0, 1, 2 or 3"},
      {with("score", -1), "\"score\""},
      {with("score", 1.5), "\"score\""},
      {with("score", 1e300), "\"score\""},
      {with("score", "2"), "\"score\""},
      {with("by", ""), "\"by\" must say who"},
      {with("by", "  "), "\"by\" must say who"},
      {with("by", "a\nb"), "\"by\" must say who"},
      {with("by", std::string(201, 'x')), "\"by\" must say who"},
      {with("at", "yesterday"), "\"at\" must be a date"},
      {"[" + nlohmann::json::parse(kScores)[0].dump() + "," +
           nlohmann::json::parse(kScores)[0].dump() + "]",
       "score 2: the same kind stands twice"}};
  for (const auto& [text, expected] : rows) {
    const auto scores = ScoresFromJson(text);
    ASSERT_FALSE(scores) << text;
    EXPECT_EQ(scores.error().reason, ErrorReason::kScoresInvalid);
    EXPECT_THAT(scores.error().message, HasSubstr(expected));
  }
}

}  // namespace
}  // namespace cellquant::core
