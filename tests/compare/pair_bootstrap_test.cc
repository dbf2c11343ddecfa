#include "core/compare/pair_bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/compare/clustering.h"

namespace cellquant::core {
namespace {

// Blocks of unequal area and count, none touching another.
TimepointCount Uneven(int blocks, std::uint32_t most) {
  TimepointCount timepoint;
  for (int k = 0; k < blocks; ++k) {
    const auto count = static_cast<std::uint32_t>(7 * k * k + 3) % most;
    const SquareMillimeters area(0.3 + 0.1 * (k % 8));
    timepoint.blocks.push_back({2 * k, 0, count, area});
    timepoint.count += count;
    timepoint.area = timepoint.area + area;
  }
  return timepoint;
}

// Rows of blocks of 1 mm2, the first of each half outside, with more cells
// further down.
TimepointCount Rising(std::uint32_t most, std::uint32_t width) {
  TimepointCount timepoint;
  for (std::uint32_t k = 0; k < 30; ++k) {
    const std::uint32_t row = k / width;
    const std::uint32_t count = (7 * k * k + 3) % most + 2 * row;
    const SquareMillimeters area(k % width == 0 ? 0.5 : 1.0);
    timepoint.blocks.push_back({k % width, row, count, area});
    timepoint.count += count;
    timepoint.area = timepoint.area + area;
  }
  return timepoint;
}

// From a second implementation, in Python with its own MT19937-64 and SciPy's
// quantiles. The third and seventh replicate from each end, instead of the
// fiftieth.
TEST(PairBootstrap, MatchesASecondImplementation) {
  const TimepointCount before = Rising(23, 6);
  const TimepointCount after = Rising(11, 5);
  EXPECT_NEAR(*AssessClustering(before).design_effect, 5.125921414786928,
              1e-12);
  EXPECT_NEAR(*AssessClustering(after).design_effect, 9.633803998345531, 1e-12);
  const PairIntervals pair = PairBootstrap(before, after, {});
  EXPECT_EQ(pair.ratio->low, 0.43935926773455375);
  EXPECT_EQ(pair.ratio->high, 1.1388235294117648);
  EXPECT_EQ(pair.difference->low, -10.150943396226417);
  EXPECT_EQ(pair.difference->high, 0.6415094339622645);
}

// The spread of a log ratio by Taylor's theorem, which the bootstrap must
// approach where blocks are many.
TEST(PairBootstrap, AgreesWithTheLinearizedVarianceWhereBlocksAreMany) {
  const TimepointCount before = Uneven(400, 61);
  const TimepointCount after = Uneven(500, 17);
  const PairIntervals pair =
      PairBootstrap(before, after, {.replicates = 20'000});
  const double variance = DensityVariance(before.blocks).of_blocks +
                          DensityVariance(after.blocks).of_blocks;
  EXPECT_NEAR(std::log(*pair.ratio->high / *pair.ratio->low) /
                  (2.0 * 1.96 * std::sqrt(variance)),
              1.0, 0.03);
  const double d1 = Density(before.count, before.area).value();
  const double d2 = Density(after.count, after.area).value();
  const double spread =
      std::sqrt(d1 * d1 * DensityVariance(before.blocks).of_blocks +
                d2 * d2 * DensityVariance(after.blocks).of_blocks);
  EXPECT_NEAR(
      (*pair.difference->high - *pair.difference->low) / (2.0 * 1.96 * spread),
      1.0, 0.03);
  EXPECT_NEAR((*pair.difference->high + *pair.difference->low) / 2.0, d2 - d1,
              0.1 * spread);
}

TEST(PairBootstrap, GoesFurtherOutWhereNeighborsAreAlike) {
  TimepointCount apart = Uneven(30, 23);
  std::uint32_t k = 0;
  apart.count = 0;
  for (CountBlock& block : apart.blocks) {
    block.count = k++ < 15 ? 5 : 25;
    apart.count += block.count;
  }
  TimepointCount together = apart;
  for (CountBlock& block : together.blocks) block.i /= 2;
  const TimepointCount after = Uneven(30, 23);
  const PairIntervals narrow = PairBootstrap(apart, after, {});
  const PairIntervals wide = PairBootstrap(together, after, {});
  EXPECT_LT(*wide.ratio->low, *narrow.ratio->low);
  EXPECT_GT(*wide.ratio->high, *narrow.ratio->high);
}

TEST(PairBootstrap, DrawsTheTwoTimepointsApart) {
  const TimepointCount same = Uneven(30, 23);
  const PairIntervals pair = PairBootstrap(same, same, {});
  EXPECT_LT(*pair.ratio->low, 0.95);
  EXPECT_GT(*pair.ratio->high, 1.05);
  const PairIntervals again = PairBootstrap(same, same, {});
  EXPECT_EQ(*again.ratio->low, *pair.ratio->low);
  const PairIntervals other = PairBootstrap(same, same, {.seed = 9});
  EXPECT_NE(*other.ratio->low, *pair.ratio->low);
}

TEST(PairBootstrap, HasNoUpperEndWhereNoneMayHaveBeenBefore) {
  TimepointCount one = Uneven(30, 23);
  for (CountBlock& block : one.blocks) block.count = 0;
  one.blocks[4].count = 3;
  one.count = 3;
  const PairIntervals pair = PairBootstrap(one, Uneven(30, 23), {});
  EXPECT_TRUE(pair.ratio->low.has_value());
  EXPECT_FALSE(pair.ratio->high.has_value());
  EXPECT_TRUE(pair.difference->high.has_value());
  // A third of the replicates has none at either time, and no ratio.
  const PairIntervals both = PairBootstrap(one, one, {});
  EXPECT_EQ(both.ratio->low, 0.0);
  EXPECT_FALSE(both.ratio->high.has_value());
}

TEST(PairBootstrap, IsRefusedForEitherTimepoint) {
  const TimepointCount enough = Uneven(30, 23);
  TimepointCount none = enough;
  for (CountBlock& block : none.blocks) block.count = 0;
  none.count = 0;
  EXPECT_EQ(PairBootstrap(enough, none, {}).refused, "after: no cell found");
  EXPECT_EQ(PairBootstrap(none, enough, {}).refused, "before: no cell found");
  EXPECT_EQ(PairBootstrap(Uneven(12, 5), enough, {}).refused,
            "before: 12 blocks, fewer than 20");
  EXPECT_FALSE(PairBootstrap(enough, none, {}).ratio.has_value());
  EXPECT_EQ(PairBootstrap(enough, enough, {}).refused, "");
}

}  // namespace
}  // namespace cellquant::core
