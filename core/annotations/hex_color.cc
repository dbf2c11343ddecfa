#include "core/annotations/hex_color.h"

#include <fmt/format.h>

#include <charconv>

namespace cellquant::core {

std::optional<Color> FromHexColor(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  std::uint32_t rgb = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + 1, end, rgb, 16);
  if (error != std::errc() || stop != end) return std::nullopt;
  const auto byte = [&](unsigned shift) {
    return static_cast<std::uint8_t>(rgb >> shift & 255U);
  };
  return Color{byte(16), byte(8), byte(0)};
}

std::string ToHexColor(const Color& color) {
  return fmt::format("#{:02X}{:02X}{:02X}", color.red, color.green, color.blue);
}

}  // namespace cellquant::core
