#include "core/compare/holm.h"

#include <gtest/gtest.h>

#include "tests/compare/paired_vectors.h"

namespace cellquant::core {
namespace {

TEST(Holm, AgreesWithR) {
  const auto rows = VectorRows("holm_r.csv");
  ASSERT_EQ(rows.size(), 5U);
  for (const auto& row : rows) {
    const auto adjusted = HolmAdjusted(Numbers(row[0]));
    const auto expected = Numbers(row[1]);
    ASSERT_EQ(adjusted.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_NEAR(adjusted[i], expected[i], 1e-15);
    }
  }
}

TEST(Holm, LeavesASingleTestAloneAndNoTestEmpty) {
  EXPECT_EQ(HolmAdjusted({0.04}), std::vector<double>{0.04});
  EXPECT_TRUE(HolmAdjusted({}).empty());
}

}  // namespace
}  // namespace cellquant::core
