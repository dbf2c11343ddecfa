#include "core/dicom/date_time.h"

#include <algorithm>

#include "core/base/rfc3339.h"

namespace cellquant::core {
namespace {

constexpr std::size_t kMostFractionDigits = 6;  // of a TM

std::string Without(std::string_view text, char unwanted) {
  std::string left;
  for (const char c : text) {
    if (c != unwanted) left += c;
  }
  return left;
}

std::string FractionCut(std::string time) {
  const std::size_t dot = time.find('.');
  if (dot != std::string::npos) {
    time.resize(std::min(time.size(), dot + 1 + kMostFractionDigits));
  }
  return time;
}

// `text` where it is RFC 3339, else nothing.
std::string IfRfc3339(std::string text) {
  return IsRfc3339DateOrTime(text) ? text : "";
}

}  // namespace

DicomDateTime DicomDateTimeFromRfc3339(std::string_view text) {
  if (!IsRfc3339DateOrTime(text)) return {};
  DicomDateTime when{Without(text.substr(0, 10), '-')};
  if (text.size() == 10) return when;
  const bool utc = text.ends_with('Z');
  const std::size_t offset = text.size() - (utc ? 1 : 6);
  when.time = FractionCut(Without(text.substr(11, offset - 11), ':'));
  when.utc_offset = utc ? "+0000" : Without(text.substr(offset), ':');
  return when;
}

std::string Rfc3339FromDicom(const DicomDateTime& when) {
  if (when.date.size() != 8) return "";
  const std::string date = when.date.substr(0, 4) + "-" +
                           when.date.substr(4, 2) + "-" + when.date.substr(6);
  if (when.time.size() < 6 || when.utc_offset.size() != 5) {
    return IfRfc3339(date);
  }
  const std::string offset =
      when.utc_offset == "+0000"
          ? "Z"
          : when.utc_offset.substr(0, 3) + ":" + when.utc_offset.substr(3);
  const std::string full =
      IfRfc3339(date + "T" + when.time.substr(0, 2) + ":" +
                when.time.substr(2, 2) + ":" + when.time.substr(4) + offset);
  return full.empty() ? IfRfc3339(date) : full;
}

}  // namespace cellquant::core
