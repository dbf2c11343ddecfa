#include "core/base/uuid.h"

#include <fmt/format.h>

#include <cstdint>
#include <random>

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
