#include "core/formats/csv.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/printable_text.h"

namespace cellquant::core {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kNone = "NA";

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

class CsvReader {
 public:
  CsvReader(std::string_view text, ErrorReason reason)
      : rest_(text), reason_(reason) {}

  Result<std::vector<CsvRecord>> Read() {
    if (rest_.starts_with(kByteOrderMark)) {
      rest_.remove_prefix(kByteOrderMark.size());
    }
    CQ_CHECK(CheckUtf8());
    std::vector<CsvRecord> records;
    while (!rest_.empty()) {
      CQ_ASSIGN(CsvRecord record, ReadRecord());
      if (!records.empty() &&
          record.fields.size() != records[0].fields.size()) {
        line_ = record.line;
        return Wrong(fmt::format("has {} fields, the first line has {}",
                                 record.fields.size(),
                                 records[0].fields.size()));
      }
      records.push_back(std::move(record));
    }
    return records;
  }

 private:
  tl::unexpected<Error> Wrong(std::string_view what) const {
    return Fail(reason_, fmt::format("line {} {}", line_, what));
  }

  Result<void> CheckUtf8() {
    const std::size_t valid = ValidUtf8Length(rest_);
    if (valid == rest_.size()) return {};
    for (const char c : rest_.substr(0, valid)) line_ += c == '\n' ? 1U : 0U;
    return Wrong("is not UTF-8");
  }

  Result<CsvRecord> ReadRecord() {
    CsvRecord record{line_, {}};
    for (bool more = true; more;) {
      CQ_ASSIGN(std::string field,
                rest_.starts_with('"') ? ReadQuoted() : ReadPlain());
      record.fields.push_back(std::move(field));
      more = Skip(",");
    }
    if (rest_.empty() || Skip("\r\n") || Skip("\n")) {
      ++line_;
      return record;
    }
    return Wrong(rest_.front() == '"'       ? "has a quote inside a field"
                 : IsControl(rest_.front()) ? "holds a control character"
                                            : "has text after a quoted field");
  }

  bool Skip(std::string_view mark) {
    if (!rest_.starts_with(mark)) return false;
    rest_.remove_prefix(mark.size());
    return true;
  }

  // Up to what cannot be part of it.
  Result<std::string> ReadPlain() {
    std::string field;
    while (!rest_.empty() && rest_.front() != ',' && rest_.front() != '"' &&
           !IsControl(rest_.front())) {
      field += rest_.front();
      rest_.remove_prefix(1);
    }
    return field;
  }

  Result<std::string> ReadQuoted() {
    const std::size_t begin = line_;
    std::string field;
    for (rest_.remove_prefix(1); !rest_.empty(); rest_.remove_prefix(1)) {
      const char c = rest_.front();
      if (c == '"') {
        rest_.remove_prefix(1);
        if (!rest_.starts_with('"')) return field;
      } else if (c == '\n') {
        ++line_;
      } else if (IsControl(c) && c != '\r') {
        return Wrong("holds a control character");
      }
      field += c;
    }
    line_ = begin;
    return Wrong("has a quote that is not closed");
  }

  std::string_view rest_;
  ErrorReason reason_;
  std::size_t line_ = 1;
};

}  // namespace

Result<std::vector<CsvRecord>> RecordsFromCsv(std::string_view text,
                                              ErrorReason reason) {
  return CsvReader(text, reason).Read();
}

std::string CsvText(std::string_view text) {
  if (text.empty()) return std::string(kNone);
  if (text != kNone &&
      text.find_first_of(",\"\r\n") == std::string_view::npos &&
      text.front() != ' ' && text.back() != ' ') {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + "\"";
}

std::string CsvNumber(std::optional<double> number) {
  if (!number || !std::isfinite(*number)) return std::string(kNone);
  std::array<char, 32> digits{};
  const auto [end, code] =
      std::to_chars(digits.data(), digits.data() + digits.size(), *number);
  return {digits.data(), end};
}

std::string CsvFlag(bool flag) { return flag ? "TRUE" : "FALSE"; }

}  // namespace cellquant::core
