#include "core/compare/confidence_bounds.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

TEST(Bounds, TheWiderOfBothIntervalsDecides) {
  Estimate estimate;
  estimate.poisson = ConfidenceBounds{0.5, 1.0, false, ""};
  EXPECT_EQ(DecidingBounds(estimate).high, 1.0);
  estimate.clustered = ConfidenceBounds{0.6, 2.0, false, ""};
  EXPECT_EQ(DecidingBounds(estimate).low, 0.5);
  EXPECT_EQ(DecidingBounds(estimate).high, 2.0);
  estimate.clustered = ConfidenceBounds{0.6, {}, true, ""};
  EXPECT_EQ(DecidingBounds(estimate).low, 0.5);
  EXPECT_FALSE(DecidingBounds(estimate).high);
}

TEST(Bounds, ARatioOfNoneHasNoLogarithm) {
  const auto bounds = Log2Of(ConfidenceBounds{0.0, 0.5, false, ""});
  EXPECT_FALSE(bounds.low);
  EXPECT_DOUBLE_EQ(*bounds.high, -1.0);
}

}  // namespace
}  // namespace cellquant::core
