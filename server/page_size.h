// How many items a page holds.
#ifndef CELLQUANT_SERVER_PAGE_SIZE_H_
#define CELLQUANT_SERVER_PAGE_SIZE_H_

#include <algorithm>
#include <cstdint>

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

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_PAGE_SIZE_H_
