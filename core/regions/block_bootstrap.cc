#include "core/regions/block_bootstrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <tuple>

namespace cellquant::core {
namespace {

// Areas are sums of floats: a full block may come out a little too large.
constexpr double kAreaTolerance = 1e-6;
// Of the effective number of blocks, which is a whole one for equal areas.
constexpr double kNumberTolerance = 1e-6;

// The generator's numbers are fixed by the C++ standard. What
// std::uniform_int_distribution makes of them is not, so that is ours.
class IndexSampler {
 public:
  IndexSampler(std::uint64_t seed, std::size_t size)
      : random_(seed), size_(size), whole_(Random::max() / size * size) {}

  // Each of 0 to size - 1 with the same probability: numbers beyond the last
  // whole multiple of size are drawn again, as they would favor low indices.
  std::size_t Next() {
    std::uint64_t drawn = random_();
    while (drawn >= whole_) drawn = random_();
    return drawn % size_;
  }

 private:
  using Random = std::mt19937_64;
  Random random_;
  std::uint64_t size_;
  std::uint64_t whole_;
};

Result<void> CheckOptions(const BlockBootstrapOptions& options) {
  // NaN is no side either. Narrower than a nucleus or wider than a slide is a
  // mistake of units.
  const double side = options.block_side.value();
  if (!(side >= 10.0 && side <= 1e5)) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("the side of a bootstrap block must be from 10 to "
                            "100000 um, not {:g}",
                            side));
  }
  if (options.replicates < 100 || options.replicates > 100'000) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("bootstrap replicates must be 100 to 100000, not "
                            "{}",
                            options.replicates));
  }
  return {};
}

Result<void> CheckBlock(const CountBlock& block, Micrometers side) {
  const double square =
      ToSquareMillimeters(SquareMicrometers(side.value() * side.value()))
          .value();
  const double area = block.area.value();
  if (area > 0.0 && area <= square * (1.0 + kAreaTolerance)) return {};
  return Fail(
      ErrorReason::kInvalidArgument,
      fmt::format("block {}, {}: an area of {:g} mm2, where a block has {:g}",
                  block.i, block.j, area, square));
}

std::tuple<std::int64_t, std::int64_t> Place(const CountBlock& block) {
  return {block.j, block.i};
}

// Sorts, so that floats are summed and blocks numbered in one order only.
Result<void> SortByPlace(std::vector<CountBlock>& blocks) {
  std::sort(blocks.begin(), blocks.end(),
            [](const CountBlock& a, const CountBlock& b) {
              return Place(a) < Place(b);
            });
  const auto twice =
      std::adjacent_find(blocks.begin(), blocks.end(),
                         [](const CountBlock& a, const CountBlock& b) {
                           return Place(a) == Place(b);
                         });
  if (twice == blocks.end()) return {};
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("block {}, {} comes twice", twice->i, twice->j));
}

std::string ReasonToRefuse(const std::vector<CountBlock>& blocks) {
  if (blocks.size() < kMinBootstrapBlocks) {
    return fmt::format("{} blocks, fewer than {}", blocks.size(),
                       kMinBootstrapBlocks);
  }
  const double effective = EffectiveBlocks(blocks);
  if (effective < kMinBootstrapBlocks - kNumberTolerance) {
    return fmt::format(
        "{} blocks of unequal area, which count as {:.2f}, fewer than {}",
        blocks.size(), effective, kMinBootstrapBlocks);
  }
  const bool empty =
      std::all_of(blocks.begin(), blocks.end(),
                  [](const CountBlock& block) { return block.count == 0; });
  return empty ? "no cell found" : "";
}

double Replicate(const std::vector<CountBlock>& blocks, IndexSampler& sampler) {
  std::uint64_t count = 0;
  SquareMillimeters area;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const CountBlock& drawn = blocks[sampler.Next()];
    count += drawn.count;
    area = area + drawn.area;
  }
  return Density(count, area).value();
}

DensityInterval PercentileInterval(std::vector<double> replicates) {
  std::sort(replicates.begin(), replicates.end());
  const std::size_t size = replicates.size();
  const std::size_t k = (size + 1) / 40;  // 2.5 % on each side
  return {replicates[k - 1], replicates[size - k], "block_bootstrap", false};
}

}  // namespace

double EffectiveBlocks(const std::vector<CountBlock>& blocks) {
  double sum = 0.0;
  double squares = 0.0;
  for (const CountBlock& block : blocks) {
    const double area = block.area.value();
    sum += area;
    squares += area * area;
  }
  return blocks.empty() ? 0.0 : sum * sum / squares;
}

Result<BlockInterval> BlockBootstrap(std::vector<CountBlock> blocks,
                                     const BlockBootstrapOptions& options) {
  CQ_CHECK(CheckOptions(options));
  for (const CountBlock& block : blocks) {
    CQ_CHECK(CheckBlock(block, options.block_side));
  }
  CQ_CHECK(SortByPlace(blocks));
  BlockInterval result{.interval = std::nullopt,
                       .refused = ReasonToRefuse(blocks),
                       .blocks = blocks.size(),
                       .effective_blocks = EffectiveBlocks(blocks)};
  if (!result.refused.empty()) return result;
  IndexSampler sampler(options.seed, blocks.size());
  std::vector<double> replicates(static_cast<std::size_t>(options.replicates));
  std::generate(replicates.begin(), replicates.end(),
                [&] { return Replicate(blocks, sampler); });
  result.interval = PercentileInterval(std::move(replicates));
  return result;
}

}  // namespace cellquant::core
