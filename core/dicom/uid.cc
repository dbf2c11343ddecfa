#include "core/dicom/uid.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "core/base/sha256.h"

namespace cellquant::core {
namespace {

constexpr std::string_view kUuidRoot = "2.25.";
constexpr std::string_view kHexDigits = "0123456789abcdef";

// 128 bits as hexadecimal digits, the highest first.
using Nibbles = std::array<unsigned, 32>;

bool IsDash(std::size_t place) {
  return place == 8 || place == 13 || place == 18 || place == 23;
}

std::optional<Nibbles> NibblesOfUuid(std::string_view uuid) {
  if (uuid.size() != 36) return std::nullopt;
  Nibbles nibbles{};
  std::size_t next = 0;
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    if (IsDash(i)) {
      if (uuid[i] != '-') return std::nullopt;
      continue;
    }
    const std::size_t digit = kHexDigits.find(uuid[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    nibbles[next++] = static_cast<unsigned>(digit);
  }
  return nibbles;
}

std::string UuidOfNibbles(const Nibbles& nibbles) {
  std::string uuid;
  for (const unsigned nibble : nibbles) {
    if (IsDash(uuid.size())) uuid += '-';
    uuid += kHexDigits[nibble];
  }
  return uuid;
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
  const auto nibbles = NibblesOfUuid(uuid);
  return nibbles ? std::string(kUuidRoot) + DecimalOf(*nibbles) : "";
}

std::string UuidFromUid(std::string_view uid) {
  if (!uid.starts_with(kUuidRoot)) return "";
  const auto nibbles = NibblesOfDecimal(uid.substr(kUuidRoot.size()));
  return nibbles ? UuidOfNibbles(*nibbles) : "";
}

std::string DerivedUid(std::string_view name) {
  const std::string hash = Sha256(name);
  Nibbles nibbles{};
  for (std::size_t i = 0; i < nibbles.size(); ++i) {
    nibbles[i] = static_cast<unsigned>(kHexDigits.find(hash[i]));
  }
  nibbles[12] = 8;                       // the version
  nibbles[16] = 8 | (nibbles[16] & 3U);  // the variant: bits 10
  return std::string(kUuidRoot) + DecimalOf(nibbles);
}

}  // namespace cellquant::core
