#include "core/base/rfc3339.h"

#include <chrono>
#include <optional>

namespace cellquant::core {
namespace {

// Takes fixed pieces off the front of a text; after a failure there is none.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // A number of exactly `digits` digits from 0 to `highest`.
  std::optional<int> Number(std::size_t digits, int highest) {
    if (rest_.size() < digits) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = 10 * value + (c - '0');
    }
    rest_.remove_prefix(digits);
    if (value > highest) return std::nullopt;
    return value;
  }

  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool AtEnd() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

bool TakeDate(Scanner& text) {
  const auto year = text.Number(4, 9999);
  if (!year || !text.Take('-')) return false;
  const auto month = text.Number(2, 12);
  if (!month || !text.Take('-')) return false;
  const auto day = text.Number(2, 31);
  if (!day) return false;
  return std::chrono::year_month_day(
             std::chrono::year(*year),
             std::chrono::month(static_cast<unsigned>(*month)),
             std::chrono::day(static_cast<unsigned>(*day)))
      .ok();
}

bool TakeFraction(Scanner& text) {
  if (!text.Take('.')) return true;
  int digits = 0;
  while (text.Number(1, 9)) ++digits;
  return digits > 0;
}

bool TakeClock(Scanner& text) {
  return text.Number(2, 23) && text.Take(':') && text.Number(2, 59) &&
         text.Take(':') && text.Number(2, 60) && TakeFraction(text);
}

bool TakeOffset(Scanner& text) {
  if (text.Take('Z')) return true;
  return (text.Take('+') || text.Take('-')) && text.Number(2, 23) &&
         text.Take(':') && text.Number(2, 59);
}

}  // namespace

bool IsRfc3339DateOrTime(std::string_view text) {
  Scanner scanner(text);
  if (!TakeDate(scanner)) return false;
  if (scanner.AtEnd()) return true;
  return scanner.Take('T') && TakeClock(scanner) && TakeOffset(scanner) &&
         scanner.AtEnd();
}

}  // namespace cellquant::core
