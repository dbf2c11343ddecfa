#include "core/regions/control_threshold.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

// `count` values, half of them `spread` above `mean`, half below.
std::vector<OpticalDensity> Cells(std::size_t count, double mean,
                                  double spread) {
  std::vector<OpticalDensity> cells;
  for (std::size_t i = 0; i < count; ++i) {
    cells.emplace_back(i % 2 == 0 ? mean + spread : mean - spread);
  }
  return cells;
}

std::string Refusal(const std::vector<OpticalDensity>& negative,
                    const std::vector<OpticalDensity>& positive = {}) {
  const auto found = ThresholdOfControls(negative, positive);
  if (found) return "accepted";
  EXPECT_EQ(found.error().reason, ErrorReason::kStainProfileInvalid);
  return found.error().message;
}

TEST(ControlThreshold, IsTheMeanAndThreeStandardDeviations) {
  const auto found = ThresholdOfControls(Cells(1000, 0.08, 0.03), {});
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->threshold.value(), 0.170);
  EXPECT_NEAR(found->mean.value(), 0.08, 1e-12);
  EXPECT_NEAR(found->standard_deviation.value(), 0.03, 1e-4);
  EXPECT_EQ(found->negative_cells, 1000U);
}

TEST(ControlThreshold, FewCellsGiveNone) {
  EXPECT_EQ(Refusal(Cells(99, 0.08, 0.03)),
            "the negative control has 99 cells; a threshold needs at least "
            "100");
  EXPECT_EQ(Refusal({}),
            "the negative control has 0 cells; a threshold needs at least 100");
}

TEST(ControlThreshold, OutsideWhatIsPlausibleItIsRefused) {
  EXPECT_EQ(Refusal(Cells(1000, 0.02, 0.01)),
            "the negative control's mean + 3 SD is 0.050 (0.020 + 3 x 0.010), "
            "not within 0.12 to 0.35");
  EXPECT_EQ(Refusal(Cells(1000, 0.20, 0.10)),
            "the negative control's mean + 3 SD is 0.500 (0.200 + 3 x 0.100), "
            "not within 0.12 to 0.35");
}

TEST(ControlThreshold, APositiveControlMustReachIt) {
  const auto negative = Cells(1000, 0.08, 0.03);
  const auto found = ThresholdOfControls(negative, Cells(50, 0.50, 0.10));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->positive_cells, 50U);
  EXPECT_DOUBLE_EQ(found->positive_above_share, 1.0);
  EXPECT_EQ(Refusal(negative, Cells(50, 0.10, 0.01)),
            "only 0 % of the positive control's 50 cells reach the threshold "
            "of 0.170");
}

}  // namespace
}  // namespace cellquant::core
