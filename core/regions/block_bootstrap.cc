#include "core/regions/block_bootstrap.h"

#include <algorithm>
#include <utility>

#include "core/regions/block_sampler.h"

namespace cellquant::core {
namespace {

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
  CQ_ASSIGN(blocks, InOrder(std::move(blocks), options.block_side));
  BlockInterval result{.interval = std::nullopt,
                       .refused = ReasonToRefuse(blocks),
                       .blocks = blocks.size(),
                       .effective_blocks = EffectiveBlocks(blocks)};
  if (!result.refused.empty()) return result;
  BlockSampler sampler(blocks, options.seed);
  std::vector<double> replicates(static_cast<std::size_t>(options.replicates));
  std::generate(replicates.begin(), replicates.end(),
                [&] { return sampler.Next().value(); });
  result.interval = PercentileInterval(std::move(replicates));
  return result;
}

}  // namespace cellquant::core
