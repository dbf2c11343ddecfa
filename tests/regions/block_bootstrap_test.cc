#include "core/regions/block_bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace cellquant::core {
namespace {

// 6 x 5 blocks, the last column half outside the region: 282 cells, 27.5 mm2.
std::vector<CountBlock> Uneven() {
  std::vector<CountBlock> blocks;
  for (int j = 0; j < 5; ++j) {
    for (int i = 0; i < 6; ++i) {
      const int root = 7 * i + 3 * j;
      blocks.push_back({i, j, static_cast<std::uint32_t>(root * root % 23),
                        SquareMillimeters(i == 5 ? 0.5 : 1.0)});
    }
  }
  return blocks;
}

// Blocks of one density, whole and partial.
std::vector<CountBlock> Even() {
  std::vector<CountBlock> blocks;
  for (int i = 0; i < 40; ++i) {
    const std::uint32_t count = i % 4 == 0 ? 25 : 100;
    blocks.push_back({i, -i, count, SquareMillimeters(count / 100.0)});
  }
  return blocks;
}

DensityInterval IntervalOf(const std::vector<CountBlock>& blocks,
                           const BlockBootstrapOptions& options = {}) {
  return *BlockBootstrap(blocks, options)->interval;
}

// From a second implementation, in Python with its own MT19937-64; beside it,
// 400,000 replicates by numpy's generator: 6.50 to 10.73.
TEST(BlockBootstrap, MatchesASecondImplementation) {
  const DensityInterval one = IntervalOf(Uneven());
  EXPECT_EQ(one.low, 6.421052631578948);
  EXPECT_EQ(one.high, 10.785714285714286);
  EXPECT_EQ(one.method, "block_bootstrap");
  EXPECT_FALSE(one.one_sided);
  const DensityInterval two = IntervalOf(Uneven(), {.seed = 2});
  EXPECT_EQ(two.low, 6.491228070175438);
  EXPECT_EQ(two.high, 10.714285714285714);
}

TEST(BlockBootstrap, GivesTheSameBytesWhateverTheOrder) {
  std::vector<CountBlock> blocks = Uneven();
  // Areas the sums of which depend on the order.
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    blocks[k].area = SquareMillimeters(1.0 / (1.1 + static_cast<double>(k)));
  }
  const DensityInterval first = IntervalOf(blocks);
  std::mt19937_64 random(7);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(blocks.begin(), blocks.end(), random);
    const DensityInterval again = IntervalOf(blocks);
    EXPECT_EQ(again.low, first.low);
    EXPECT_EQ(again.high, first.high);
  }
}

TEST(BlockBootstrap, WeighsPartialBlocksByTheirArea) {
  const DensityInterval interval = IntervalOf(Even());
  EXPECT_NEAR(interval.low, 100.0, 1e-9);
  EXPECT_NEAR(interval.high, 100.0, 1e-9);
}

// The spread of a ratio of sums by Taylor's theorem, which the bootstrap must
// approach where blocks are many (Cochran, Sampling Techniques, section 2.11).
TEST(BlockBootstrap, AgreesWithTheLinearizedVarianceOfARatio) {
  std::mt19937_64 random(11);
  std::vector<CountBlock> blocks;
  double cells = 0.0;
  double mm2 = 0.0;
  for (int i = 0; i < 400; ++i) {
    const double area = 0.2 + 0.1 * static_cast<double>(random() % 9);
    const auto count = static_cast<std::uint32_t>(random() % 60);
    blocks.push_back({i, 0, count, SquareMillimeters(area)});
    cells += count;
    mm2 += area;
  }
  const double density = cells / mm2;
  double squares = 0.0;
  for (const CountBlock& b : blocks) {
    squares += std::pow(b.count - density * b.area.value(), 2);
  }
  const DensityInterval interval = IntervalOf(blocks, {.replicates = 20'000});
  const double width = 2.0 * 1.96 * std::sqrt(squares) / mm2;
  EXPECT_NEAR((interval.high - interval.low) / width, 1.0, 0.03);
  EXPECT_NEAR((interval.high + interval.low) / 2.0, density, 0.05 * width);
}

// Cells in clusters of 0.6 mm, in 6 x 6 mm of tissue: disks of 0.3 mm with 40
// cells each, centers at random (one in 8 squares of 0.25 mm), or 80 per mm2.
class ClusteredTissue {
 public:
  static constexpr double kDensity = 80.0;
  static constexpr int kSide = 6;

  explicit ClusteredTissue(std::uint64_t seed) : random_(seed) {
    for (double y = -0.5; y < kSide + 0.5; y += 0.25) {
      for (double x = -0.5; x < kSide + 0.5; x += 0.25) {
        if (Uniform() < 0.125)
          Cluster(x + 0.25 * Uniform(), y + 0.25 * Uniform());
      }
    }
  }

  std::vector<CountBlock> Blocks() const {
    std::vector<CountBlock> blocks;
    for (int k = 0; k < kSide * kSide; ++k) {
      blocks.push_back(
          {k % kSide, k / kSide, counts_[k], SquareMillimeters(1.0)});
    }
    return blocks;
  }

 private:
  // std::uniform_real_distribution differs between standard libraries.
  double Uniform() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }

  void Cluster(double x, double y) {
    for (int cell = 0; cell < 40; ++cell) {
      const double r = 0.3 * std::sqrt(Uniform());
      const double angle = 6.283185307179586 * Uniform();
      Count(std::floor(x + r * std::cos(angle)),
            std::floor(y + r * std::sin(angle)));
    }
  }

  void Count(double i, double j) {
    if (i < 0.0 || j < 0.0 || i >= kSide || j >= kSide) return;
    ++counts_[static_cast<std::size_t>(j * kSide + i)];
  }

  std::mt19937_64 random_;
  std::uint32_t counts_[kSide * kSide] = {};
};

bool Holds(const DensityInterval& interval) {
  return interval.low <= ClusteredTissue::kDensity &&
         ClusteredTissue::kDensity <= interval.high;
}

TEST(BlockBootstrap, HoldsTheTrueDensityOfClusteredCellsWherePoissonDoesNot) {
  constexpr int kTissues = 300;
  int bootstrap = 0;
  int poisson = 0;
  for (int seed = 0; seed < kTissues; ++seed) {
    const auto blocks =
        ClusteredTissue(static_cast<std::uint64_t>(seed)).Blocks();
    std::uint64_t count = 0;
    for (const CountBlock& block : blocks) count += block.count;
    bootstrap += Holds(IntervalOf(blocks, {.replicates = 400})) ? 1 : 0;
    poisson += Holds(PoissonInterval(count, SquareMillimeters(36.0))) ? 1 : 0;
  }
  RecordProperty("bootstrap", bootstrap);
  RecordProperty("poisson", poisson);
  EXPECT_GE(bootstrap, kTissues * 85 / 100);
  EXPECT_LE(bootstrap, kTissues * 98 / 100);
  EXPECT_LE(poisson, kTissues * 40 / 100);
}

TEST(BlockBootstrap, IsRefusedBelowTwentyBlocks) {
  std::vector<CountBlock> blocks;
  for (int i = 0; i < 19; ++i) {
    blocks.push_back({i, 0, 5, SquareMillimeters(0.7)});
  }
  const auto few = BlockBootstrap(blocks);
  ASSERT_TRUE(few.has_value());
  EXPECT_FALSE(few->interval.has_value());
  EXPECT_EQ(few->refused, "19 blocks, fewer than 20");
  EXPECT_EQ(few->blocks, 19U);
  EXPECT_FALSE(BlockBootstrap({})->interval.has_value());
  blocks.push_back({99, 99, 0, SquareMillimeters(0.7)});
  EXPECT_TRUE(BlockBootstrap(blocks)->interval.has_value());
  EXPECT_EQ(BlockBootstrap(blocks)->refused, "");
  EXPECT_EQ(BlockBootstrap(blocks)->blocks, 20U);
}

TEST(BlockBootstrap, SliversAreNoBlocksToSpeakOf) {
  std::vector<CountBlock> blocks;
  for (int i = 0; i < 40; ++i) {
    blocks.push_back(
        {i, 0, i < 10 ? 50U : 0U, SquareMillimeters(i < 10 ? 1.0 : 1e-4)});
  }
  const auto slivers = BlockBootstrap(blocks);
  ASSERT_TRUE(slivers.has_value());
  EXPECT_EQ(slivers->blocks, 40U);
  EXPECT_NEAR(slivers->effective_blocks, 10.0, 0.1);
  EXPECT_FALSE(slivers->interval.has_value());
  EXPECT_EQ(slivers->refused,
            "40 blocks of unequal area, which count as 10.01, fewer than 20");
}

TEST(BlockBootstrap, IsRefusedWhereNothingWasFound) {
  std::vector<CountBlock> blocks = Even();
  for (CountBlock& block : blocks) block.count = 0;
  EXPECT_EQ(BlockBootstrap(blocks)->refused, "no cell found");
  blocks[0].count = 1;
  const DensityInterval interval = IntervalOf(blocks);
  EXPECT_EQ(interval.low, 0.0);
  EXPECT_GT(interval.high, 0.0);
}

TEST(BlockBootstrap, HoldsTheLargestCounts) {
  std::vector<CountBlock> blocks = Even();
  for (CountBlock& block : blocks) {
    block.count = std::numeric_limits<std::uint32_t>::max();
    block.area = SquareMillimeters(1.0);
  }
  EXPECT_EQ(IntervalOf(blocks).low, 4294967295.0);
}

void ExpectFails(std::vector<CountBlock> blocks,
                 const BlockBootstrapOptions& options = {}) {
  const auto done = BlockBootstrap(std::move(blocks), options);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().reason, ErrorReason::kInvalidArgument);
}

TEST(BlockBootstrap, FailsOnBlocksThatCannotBe) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double area : {0.0, -0.5, 1.01, 1e6, nan}) {
    std::vector<CountBlock> blocks = Even();
    blocks[3].area = SquareMillimeters(area);
    ExpectFails(blocks);
  }
  std::vector<CountBlock> twice = Even();
  twice.push_back(twice[5]);
  ExpectFails(twice);
}

TEST(BlockBootstrap, FailsOnOptionsOutOfRange) {
  ExpectFails(Even(), {.block_side = Micrometers(0.0)});
  ExpectFails(Even(), {.block_side = Micrometers(500.0)});  // areas to 1 mm2
  ExpectFails(Even(), {.replicates = 99});
  ExpectFails(Even(), {.replicates = 100'001});
}

}  // namespace
}  // namespace cellquant::core
