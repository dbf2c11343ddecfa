#include "core/compare/clustering.h"

#include <gtest/gtest.h>

#include <numeric>

namespace cellquant::core {
namespace {

// A lattice `width` blocks wide, each of 1 mm2.
TimepointCount Lattice(const std::vector<std::uint32_t>& counts,
                       std::int64_t width) {
  TimepointCount timepoint;
  for (const std::uint32_t count : counts) {
    const auto k = static_cast<std::int64_t>(timepoint.blocks.size());
    timepoint.blocks.push_back(
        {k % width, k / width, count, SquareMillimeters(1.0)});
    timepoint.count += count;
  }
  timepoint.area = SquareMillimeters(static_cast<double>(counts.size()));
  return timepoint;
}

double EffectOf(const std::vector<std::uint32_t>& counts, std::int64_t width) {
  return *AssessClustering(Lattice(counts, width)).design_effect;
}

// Every second block of a row: none touches another.
std::vector<CountBlock> Apart(const std::vector<std::uint32_t>& counts) {
  std::vector<CountBlock> blocks = Lattice(counts, 1000).blocks;
  for (CountBlock& block : blocks) block.i *= 2;
  return blocks;
}

// Counts 2, 4, 6, 8: sum e^2 = 20, V = 20 x 4 / 3, N = 20.
TEST(Clustering, OfBlocksApartIsTheVarianceOfARatio) {
  const RelativeVariance variance = DensityVariance(Apart({2, 4, 6, 8}));
  EXPECT_NEAR(variance.of_blocks, 20.0 * 4.0 / 3.0 / 400.0, 1e-15);
  EXPECT_EQ(variance.with_neighbors, variance.of_blocks);
}

// In a row: products of neighbors 3 - 1 + 3, each twice, so V + 10; the share
// of products of areas is 6 / 16.
TEST(Clustering, BlocksThatTouchShareWhatTheyHaveInCommon) {
  const RelativeVariance variance =
      DensityVariance(Lattice({2, 4, 6, 8}, 4).blocks);
  EXPECT_NEAR(variance.of_blocks, 20.0 * 4.0 / 3.0 / 400.0, 1e-15);
  EXPECT_NEAR(variance.with_neighbors,
              (20.0 * 4.0 / 3.0 + 10.0) / (1.0 - 6.0 / 16.0) / 400.0, 1e-15);
}

// Where all touch all, neighbors can say nothing: the residuals add up to 0.
TEST(Clustering, FourBlocksInASquareAreAsFourApart) {
  const RelativeVariance square =
      DensityVariance(Lattice({2, 4, 6, 8}, 2).blocks);
  EXPECT_NEAR(square.with_neighbors, square.of_blocks, 1e-15);
}

TEST(Clustering, AlternatingBlocksAreNoLessUncertainThanBlocksApart) {
  const RelativeVariance variance =
      DensityVariance(Lattice({1, 9, 1, 9, 1, 9}, 6).blocks);
  EXPECT_EQ(variance.with_neighbors, variance.of_blocks);
}

TEST(Clustering, TheDesignEffectIsOneWhereCellsAreEvenlySpread) {
  EXPECT_EQ(EffectOf({5, 5, 5, 5, 5, 5}, 3), 1.0);
}

TEST(Clustering, TheDesignEffectOfOneClusterIsItsCells) {
  std::vector<std::uint32_t> counts(30, 0);
  counts[13] = 40;
  EXPECT_NEAR(EffectOf(counts, 6), 40.0, 1e-9);
}

TEST(Clustering, IsNotAssessedWithoutCellsOrBlocks) {
  const Clustering none = AssessClustering(Lattice({0, 0, 0}, 3));
  EXPECT_FALSE(none.design_effect.has_value());
  EXPECT_EQ(none.not_assessed, "no positive cell found");
  TimepointCount one = Lattice({7}, 1);
  EXPECT_EQ(AssessClustering(one).not_assessed,
            "1.00 effective blocks, fewer than 2: taken as one cluster");
  one.blocks.clear();
  EXPECT_EQ(AssessClustering(one).not_assessed,
            "no counts of blocks: taken as one cluster");
  EXPECT_TRUE(AssessClustering(Lattice({7, 2}, 2)).design_effect.has_value());
}

TEST(Clustering, FewBlocksCostMoreThanMany) {
  const Sample few{
      .rate = {1000.0, 4.0}, .design_effect = 5.0, .effective_blocks = 4.0};
  Sample many = few;
  many.effective_blocks = 1e6;
  EXPECT_NEAR(EffectiveRate(many, 0.025).count, 200.0, 0.01);
  // t(0.975; 3) = 3.1824, z = 1.9600
  EXPECT_NEAR(EffectiveRate(few, 0.025).count, 200.0 / 2.6365, 0.01);
}

TEST(Clustering, OneClusterIsTheLeastThatIsLeft) {
  const Sample sample{
      .rate = {10.0, 2.0}, .design_effect = 8.0, .effective_blocks = 2.0};
  const Rate rate = EffectiveRate(sample, 0.025);
  EXPECT_EQ(rate.count, 1.0);
  EXPECT_NEAR(rate.count / rate.mm2, 5.0, 1e-12);
}

TEST(Clustering, OfACountOfZeroIsThatOfTheOtherTimepoint) {
  const Sample some{
      .rate = {1000.0, 4.0}, .design_effect = 5.0, .effective_blocks = 1e6};
  const Sample none{.rate = {0.0, 4.0}};
  const RatePair pair = EffectiveRates(some, none, 0.05);
  EXPECT_EQ(pair.after.count, 0.0);
  EXPECT_NEAR(pair.after.mm2, 4.0 / 5.0, 1e-4);
  EXPECT_EQ(EffectiveRates(none, some, 0.05).before.mm2, pair.after.mm2);
  EXPECT_EQ(EffectiveRate(none, 0.05).mm2, 4.0);
}

}  // namespace
}  // namespace cellquant::core
