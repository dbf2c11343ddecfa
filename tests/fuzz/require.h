// What the fuzz targets share: a claim that stops the program when it fails.
#ifndef CELLQUANT_TESTS_FUZZ_REQUIRE_H_
#define CELLQUANT_TESTS_FUZZ_REQUIRE_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace cellquant::fuzz {

// libFuzzer keeps the input on which a program aborts.
inline void Require(bool holds, const std::string& claim) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", claim.c_str());
  std::abort();
}

inline std::string_view TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace cellquant::fuzz

// A target's source defines this; libFuzzer calls it with each input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size);

#endif  // CELLQUANT_TESTS_FUZZ_REQUIRE_H_
