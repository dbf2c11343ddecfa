#include "core/formats/canonical_json.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>

namespace cellquant::core {
namespace {

using nlohmann::json;

// The shortest digits that read back as the same number, and the power of ten
// of the first digit: 12.5 is "125" and 1.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

Decimal Shortest(double value) {
  std::array<char, 32> buffer{};
  const auto [end, code] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                    std::chars_format::scientific);
  std::string_view text(buffer.data(),
                        static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  Decimal decimal;
  for (const char c : text.substr(0, e)) {
    if (c != '.') decimal.digits += c;
  }
  std::string_view exponent = text.substr(e + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(),
                  decimal.exponent);
  return decimal;
}

// Number::toString of ECMA-262, section 6.1.6.1.20.
std::string EcmaScript(double value) {
  if (value == 0.0) return "0";
  if (value < 0.0) return "-" + EcmaScript(-value);
  const auto [digits, exponent] = Shortest(value);
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // digits before the decimal point
  const auto size = [](int n) { return static_cast<std::size_t>(n); };
  if (point >= count && point <= 21) {
    return digits + std::string(size(point - count), '0');
  }
  if (point > 0 && point <= 21) {
    return digits.substr(0, size(point)) + "." + digits.substr(size(point));
  }
  if (point > -6 && point <= 0) {
    return "0." + std::string(size(-point), '0') + digits;
  }
  const std::string fraction = count > 1 ? "." + digits.substr(1) : "";
  return digits.substr(0, 1) + fraction + "e" + (exponent > 0 ? "+" : "-") +
         std::to_string(std::abs(exponent));
}

void Append(const json& value, std::string& out) {
  if (value.is_object()) {
    out += '{';
    for (auto it = value.begin(); it != value.end(); ++it) {
      if (it != value.begin()) out += ',';
      out += json(it.key()).dump() + ':';
      Append(*it, out);
    }
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    for (auto it = value.begin(); it != value.end(); ++it) {
      if (it != value.begin()) out += ',';
      Append(*it, out);
    }
    out += ']';
  } else if (value.is_number()) {
    out += EcmaScript(value.get<double>());
  } else {
    out += value.dump();
  }
}

}  // namespace

std::string CanonicalJson(const json& value) {
  std::string out;
  Append(value, out);
  return out;
}

}  // namespace cellquant::core
