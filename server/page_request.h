// What a client asks of a page: how many items, and from where on.
#ifndef CELLQUANT_SERVER_PAGE_REQUEST_H_
#define CELLQUANT_SERVER_PAGE_REQUEST_H_

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "core/base/result.h"

namespace cellquant::server {

// Returns the size of page that a client gets: 50 when it asks for 0, at most
// 1000. A negative one is kInvalidArgument.
inline core::Result<std::int64_t> PageSize(std::int32_t asked) {
  if (asked < 0) {
    return core::Fail(core::ErrorReason::kInvalidArgument,
                      "page_size is negative");
  }
  return asked == 0 ? 50 : std::min<std::int64_t>(asked, 1000);
}

// Returns the place that a page token names, in the order of creation; 0 for
// none. One that no page has given out is kInvalidArgument.
inline core::Result<std::int64_t> ParsePageToken(const std::string& token) {
  if (token.empty()) return 0;
  std::int64_t place = 0;
  const char* end = token.data() + token.size();
  const auto [last, code] = std::from_chars(token.data(), end, place);
  if (code == std::errc() && last == end && place > 0) return place;
  return core::Fail(core::ErrorReason::kInvalidArgument, "unknown page_token");
}

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_PAGE_REQUEST_H_
