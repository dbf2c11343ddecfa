#include "core/pipeline/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace cellquant::core {
namespace {

TEST(ForEachIndex, VisitsEachOnce) {
  for (const int threads : {1, 2, 8}) {
    std::vector<std::atomic<int>> visits(1000);
    ASSERT_TRUE(ForEachIndex(visits.size(), {.threads = threads},
                             [&](std::size_t i) -> Result<void> {
                               ++visits[i];
                               return {};
                             }));
    for (const auto& v : visits) EXPECT_EQ(v.load(), 1);
  }
}

TEST(ForEachIndex, ReportsTheFirstFailureByIndexWhateverRanFirst) {
  for (int repeat = 0; repeat < 50; ++repeat) {
    const auto result =
        ForEachIndex(200, {.threads = 8}, [](std::size_t i) -> Result<void> {
          if (i == 37 || i == 38 || i > 150) {
            return Fail(ErrorReason::kSlideDamaged, std::to_string(i));
          }
          return {};
        });
    ASSERT_FALSE(result);
    ASSERT_EQ(result.error().message, "37");
  }
}

TEST(ForEachIndex, AnExceptionBecomesAnError) {
  const auto result =
      ForEachIndex(3, {.threads = 2}, [](std::size_t i) -> Result<void> {
        if (i == 1) throw std::runtime_error("bad");
        return {};
      });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason, ErrorReason::kInternal);
}

TEST(ForEachIndex, StopsWhenAsked) {
  std::stop_source stop;
  std::atomic<int> ran{0};
  const auto result = ForEachIndex(
      100'000, {.threads = 2, .stop = stop.get_token(), .progress = {}},
      [&](std::size_t) -> Result<void> {
        if (++ran == 10) stop.request_stop();
        return {};
      });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason, ErrorReason::kCancelled);
  EXPECT_LT(ran.load(), 1000);
}

TEST(ForEachIndex, OfNothingSucceeds) {
  EXPECT_TRUE(ForEachIndex(0, {}, [](std::size_t) -> Result<void> {
    return Fail(ErrorReason::kInternal, "never called");
  }));
}

}  // namespace
}  // namespace cellquant::core
