#include "core/formats/scores_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "core/base/printable_text.h"
#include "core/base/rfc3339.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> kKinds = {
    "fdc_network", "tfh", "germinal_center_proliferation"};
constexpr std::array<std::string_view, 4> kFields = {"kind", "score", "by",
                                                     "at"};
constexpr int kHighestScore = 3;
constexpr std::size_t kMaxNameBytes = 200;

tl::unexpected<Error> Wrong(std::size_t entry, std::string_view what) {
  return Fail(ErrorReason::kScoresInvalid,
              fmt::format("score {}: {}", entry + 1, what));
}

Result<void> CheckFields(const json& value, std::size_t entry) {
  if (!value.is_object()) return Wrong(entry, "must be an object");
  for (const std::string_view field : kFields) {
    if (!value.contains(field)) {
      return Wrong(entry, fmt::format("\"{}\" is missing", field));
    }
  }
  for (const auto& [key, member] : value.items()) {
    if (std::find(kFields.begin(), kFields.end(), key) == kFields.end()) {
      return Wrong(entry, fmt::format("field \"{}\" is not known",
                                      PrintableText(key, 100)));
    }
  }
  return {};
}

Result<std::string> Text(const json& value, const char* field,
                         std::size_t entry) {
  if (value[field].is_string()) return value[field].get<std::string>();
  return Wrong(entry, fmt::format("\"{}\" must be a text", field));
}

Result<void> CheckTexts(const PathologistScore& score, std::size_t entry) {
  if (std::find(kKinds.begin(), kKinds.end(), score.kind) == kKinds.end()) {
    return Wrong(entry, fmt::format("\"kind\" must be {}, {} or {}", kKinds[0],
                                    kKinds[1], kKinds[2]));
  }
  const bool blank = score.by.find_first_not_of(' ') == std::string::npos;
  if (blank || PrintableText(score.by, kMaxNameBytes) != score.by) {
    return Wrong(entry,
                 "\"by\" must say who, in printable text of at most "
                 "200 bytes");
  }
  if (!IsRfc3339DateOrTime(score.at)) {
    return Wrong(entry,
                 "\"at\" must be a date, 2025-03-01, or a date and time, "
                 "2025-03-01T10:30:00Z (RFC 3339)");
  }
  return {};
}

Result<PathologistScore> ScoreFrom(const json& value, std::size_t entry) {
  CQ_CHECK(CheckFields(value, entry));
  const json& number = value["score"];
  if (!number.is_number_integer() || number < 0 || number > kHighestScore) {
    return Wrong(entry, "\"score\" must be 0, 1, 2 or 3");
  }
  PathologistScore score;
  score.score = number.get<int>();
  CQ_ASSIGN(score.kind, Text(value, "kind", entry));
  CQ_ASSIGN(score.by, Text(value, "by", entry));
  CQ_ASSIGN(score.at, Text(value, "at", entry));
  CQ_CHECK(CheckTexts(score, entry));
  return score;
}

}  // namespace

Result<std::vector<PathologistScore>> ScoresFromJson(std::string_view text) {
  const json list = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) {
    return Fail(ErrorReason::kScoresInvalid, "the scores are not a JSON list");
  }
  std::vector<PathologistScore> scores;
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    CQ_ASSIGN(PathologistScore score, ScoreFrom(list[i], i));
    if (!seen.insert({score.kind, score.by}).second) {
      return Wrong(i, "the same kind stands twice by the same person");
    }
    scores.push_back(std::move(score));
  }
  return scores;
}

json ScoresToJson(const std::vector<PathologistScore>& scores) {
  json list = json::array();
  for (const PathologistScore& score : scores) {
    list.push_back({{"kind", score.kind},
                    {"score", score.score},
                    {"by", score.by},
                    {"at", score.at}});
  }
  return list;
}

}  // namespace cellquant::core
