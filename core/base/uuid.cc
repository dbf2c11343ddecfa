#include "core/base/uuid.h"

#include <fmt/format.h>

#include <cstdint>
#include <random>

#include "core/base/sha256.h"

namespace cellquant::core {

std::string NewUuid() {
  std::random_device random;  // the kernel's generator, on Linux
  const auto bits = [&] { return static_cast<std::uint32_t>(random()); };
  const std::uint32_t b = bits();
  const std::uint32_t c = bits();
  return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:04x}{:08x}", bits(),
                     b >> 16U, b & 0xFFFU, 0x8000U | ((c >> 16U) & 0x3FFFU),
                     c & 0xFFFFU, bits());
}

std::string UuidOfName(std::string_view name) {
  const std::string hash = Sha256(name);
  const std::string_view hex = hash;
  // A digit of the variant is one of 8, 9, a and b.
  constexpr std::string_view kDigits = "0123456789abcdef";
  const char variant = kDigits[8 + kDigits.find(hex[16]) % 4];
  return fmt::format("{}-{}-8{}-{}{}-{}", hex.substr(0, 8), hex.substr(8, 4),
                     hex.substr(13, 3), variant, hex.substr(17, 3),
                     hex.substr(20, 12));
}

std::optional<std::string> ParseUuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string uuid(text);
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    char& c = uuid[i];
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hexadecimal = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (hyphen ? c != '-' : !hexadecimal) return std::nullopt;
  }
  return uuid;
}

}  // namespace cellquant::core
