#include "core/dicom/uid.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "core/base/uuid.h"

namespace cellquant::core {
namespace {

constexpr std::string_view kUuidRoot = "2.25.";
constexpr std::string_view kHexDigits = "0123456789abcdef";

// 128 bits as hexadecimal digits, the highest first.
using Nibbles = std::array<unsigned, 32>;

Nibbles NibblesOfHex(std::string_view digits) {
  Nibbles nibbles{};
  for (std::size_t i = 0; i < nibbles.size(); ++i) {
    nibbles[i] = static_cast<unsigned>(kHexDigits.find(digits[i]));
  }
  return nibbles;
}

std::string HexOfNibbles(const Nibbles& nibbles) {
  std::string digits;
  for (const unsigned nibble : nibbles) digits += kHexDigits[nibble];
  return digits;
}

// Long division by ten, digit by digit.
std::string DecimalOf(Nibbles nibbles) {
  std::string digits;
  while (std::any_of(nibbles.begin(), nibbles.end(),
                     [](unsigned nibble) { return nibble != 0; })) {
    unsigned rest = 0;
    for (unsigned& nibble : nibbles) {
      const unsigned value = rest * 16 + nibble;
      nibble = value / 10;
      rest = value % 10;
    }
    digits += static_cast<char>('0' + rest);
  }
  if (digits.empty()) return "0";
  return {digits.rbegin(), digits.rend()};
}

// Nothing for what is no decimal number, has leading zeros or more than 128
// bits.
std::optional<Nibbles> NibblesOfDecimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  Nibbles nibbles{};
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    auto carry = static_cast<unsigned>(c - '0');
    for (std::size_t i = nibbles.size(); i-- > 0;) {
      carry += nibbles[i] * 10;
      nibbles[i] = carry % 16;
      carry /= 16;
    }
    if (carry != 0) return std::nullopt;
  }
  return nibbles;
}

}  // namespace

std::string UidFromUuid(std::string_view uuid) {
  const auto known = ParseUuid(uuid);
  if (!known || *known != uuid) return "";
  std::string digits = *known;
  std::erase(digits, '-');
  return std::string(kUuidRoot) + DecimalOf(NibblesOfHex(digits));
}

std::string UuidFromUid(std::string_view uid) {
  if (!uid.starts_with(kUuidRoot)) return "";
  const auto nibbles = NibblesOfDecimal(uid.substr(kUuidRoot.size()));
  if (!nibbles) return "";
  std::string uuid = HexOfNibbles(*nibbles);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) uuid.insert(dash, 1, '-');
  return uuid;
}

std::string DerivedUid(std::string_view name) {
  return UidFromUuid(UuidOfName(name));
}

}  // namespace cellquant::core
