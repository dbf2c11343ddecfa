// Specimen records: what was read is written and read back the same.
#include <nlohmann/json.hpp>

#include "core/formats/specimen_json.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace cellquant::core;  // NOLINT(google-build-using-namespace)
  const auto specimen = SpecimenFromJson(cellquant::fuzz::TextOf(data, size));
  if (!specimen) return 0;
  const std::string written = SpecimenToJson(*specimen).dump();
  cellquant::fuzz::Require(SpecimenFromJson(written) == specimen,
                           "what is written is read back: " + written);
  return 0;
}
