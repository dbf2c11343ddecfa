#include "core/base/rfc3339.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

TEST(Rfc3339, KnowsDatesAndTimesWithTheirOffset) {
  for (const char* text :
       {"2025-03-01", "2024-02-29", "2025-03-01T10:30:00Z",
        "2025-03-01T10:30:00.125+01:00", "1990-12-31T23:59:60Z"}) {
    EXPECT_TRUE(IsRfc3339DateOrTime(text)) << text;
  }
}

TEST(Rfc3339, OtherTextsAreNone) {
  for (const char* text :
       {"", "2025", "2025-3-1", "2025-02-29", "2025-13-01", "2025-00-10",
        "2025-01-00", "01.03.2025", "2025-03-01 10:30:00Z",
        "2025-03-01T10:30:00", "2025-03-01T10:30Z", "2025-03-01T24:00:00Z",
        "2025-03-01T10:60:00Z", "2025-03-01T10:30:00.Z",
        "2025-03-01T10:30:00+0100", "2025-03-01T10:30:00Zx", "2025-03-01x",
        "+025-03-01"}) {
    EXPECT_FALSE(IsRfc3339DateOrTime(text)) << text;
  }
}

}  // namespace
}  // namespace cellquant::core
