// Stain profiles: what was read is written and read back, bit for bit.
#include "core/formats/stain_profile.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using cellquant::core::StainProfileFromJson;
  using cellquant::core::StainProfileText;
  using cellquant::fuzz::Require;
  const auto profile =
      StainProfileFromJson(cellquant::fuzz::TextOf(data, size));
  if (!profile) return 0;
  const std::string written = StainProfileText(*profile);
  const auto again = StainProfileFromJson(written);
  Require(again.has_value(), "what is written is read back: " + written);
  Require(again->stains == profile->stains, "stain vectors are the same bits");
  Require(StainProfileText(*again) == written, "the text is the same bytes");
  return 0;
}
