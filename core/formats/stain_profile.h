// Stain profiles: JSON files, described in docs/cli.md ("Stain profiles").
#ifndef CELLQUANT_CORE_FORMATS_STAIN_PROFILE_H_
#define CELLQUANT_CORE_FORMATS_STAIN_PROFILE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/protocol/stain_profile.h"

namespace cellquant::core {

// Larger files are refused.
inline constexpr std::uintmax_t kMaxStainProfileBytes = 1U << 20;

// Returns the profile that `text` describes, with its hash. What is not JSON, a
// missing, repeated or unknown key, a wrong type and a value out of range fail
// with kStainProfileInvalid, giving the value's path.
Result<StainProfile> StainProfileFromJson(std::string_view text);

// Returns the file's text, without the hash; StainProfileFromJson reads the
// same values from it, bit for bit.
std::string StainProfileText(const StainProfile& profile);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_STAIN_PROFILE_H_
