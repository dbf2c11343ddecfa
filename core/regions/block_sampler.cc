#include "core/regions/block_sampler.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/regions/density.h"

namespace cellquant::core {
namespace {

// Areas are sums of floats: a full block may come out a little too large.
constexpr double kAreaTolerance = 1e-6;
// Of the effective number of blocks, which is a whole one for equal areas.
constexpr double kNumberTolerance = 1e-6;

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

}  // namespace

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

Result<std::vector<CountBlock>> InOrder(std::vector<CountBlock> blocks,
                                        Micrometers block_side) {
  for (const CountBlock& block : blocks) {
    CQ_CHECK(CheckBlock(block, block_side));
  }
  std::sort(blocks.begin(), blocks.end(),
            [](const CountBlock& a, const CountBlock& b) {
              return Place(a) < Place(b);
            });
  const auto twice =
      std::adjacent_find(blocks.begin(), blocks.end(),
                         [](const CountBlock& a, const CountBlock& b) {
                           return Place(a) == Place(b);
                         });
  if (twice == blocks.end()) return blocks;
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

BlockSampler::BlockSampler(const std::vector<CountBlock>& blocks,
                           std::uint64_t seed)
    : blocks_(blocks),
      random_(seed),
      whole_(Random::max() / blocks.size() * blocks.size()) {}

// Each block with the same probability: numbers beyond the last whole multiple
// of their number are drawn again, as they would favor the first blocks.
const CountBlock& BlockSampler::Draw() {
  std::uint64_t drawn = random_();
  while (drawn >= whole_) drawn = random_();
  return blocks_[drawn % blocks_.size()];
}

CellsPerSquareMillimeter BlockSampler::Next() {
  std::uint64_t count = 0;
  SquareMillimeters area;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const CountBlock& drawn = Draw();
    count += drawn.count;
    area = area + drawn.area;
  }
  return Density(count, area);
}

}  // namespace cellquant::core
