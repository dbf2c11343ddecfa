// A pathologist's scores as JSON, the same fields as in report.json.
#ifndef CELLQUANT_CORE_FORMATS_SCORES_JSON_H_
#define CELLQUANT_CORE_FORMATS_SCORES_JSON_H_

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/regions/pathologist_score.h"

namespace cellquant::core {

// Larger files of scores are refused.
inline constexpr std::uintmax_t kMaxScoresBytes = 1U << 20;

// Returns the scores that `text` lists, in its order:
//   [{"kind": "tfh", "score": 2, "by": "pathologist-01", "at": "2025-03-01"}]
// Every field is required. An unknown kind or field, a score that is not 0, 1,
// 2 or 3, a `by` that is empty, longer than 200 bytes or cannot be printed, an
// `at` that is no RFC 3339 date or date and time, and the same kind twice by
// the same person fail with kScoresInvalid, naming entry and field.
// Thread-safe.
Result<std::vector<PathologistScore>> ScoresFromJson(std::string_view text);

// Returns the list for report.json.
nlohmann::json ScoresToJson(const std::vector<PathologistScore>& scores);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_SCORES_JSON_H_
