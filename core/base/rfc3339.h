// Dates and times as RFC 3339 writes them.
#ifndef CELLQUANT_CORE_BASE_RFC3339_H_
#define CELLQUANT_CORE_BASE_RFC3339_H_

#include <string_view>

namespace cellquant::core {

// True for a date of the Gregorian calendar, "2025-03-01", and for a date and
// time with its offset, "2025-03-01T10:30:00Z" or "2025-03-01T10:30:00.5+01:00"
// (RFC 3339, section 5.6; `T` and `Z` in capitals). Seconds may be 60, for a
// leap second.
bool IsRfc3339DateOrTime(std::string_view text);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_RFC3339_H_
