// A pathologist's scores: what was read is written and read back the same.
#include <nlohmann/json.hpp>

#include "core/formats/scores_json.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace cellquant::core;  // NOLINT(google-build-using-namespace)
  const auto scores = ScoresFromJson(cellquant::fuzz::TextOf(data, size));
  if (!scores) return 0;
  const std::string written = ScoresToJson(*scores).dump();
  cellquant::fuzz::Require(ScoresFromJson(written) == scores,
                           "what is written is read back: " + written);
  return 0;
}
