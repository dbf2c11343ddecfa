// Tissue drawn again, block by block: what every block bootstrap here does.
#ifndef CELLQUANT_CORE_REGIONS_BLOCK_SAMPLER_H_
#define CELLQUANT_CORE_REGIONS_BLOCK_SAMPLER_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/regions/block_bootstrap.h"

namespace cellquant::core {

// Fails with kInvalidArgument when a block's side is outside 10 to 100000 um,
// or replicates outside 100 to 100000.
Result<void> CheckOptions(const BlockBootstrapOptions& options);

// Returns the blocks by row, then column, so that floats are summed and blocks
// numbered in one order only. Fails with kInvalidArgument when a block comes
// twice, or its area is not positive or larger than a block's square.
Result<std::vector<CountBlock>> InOrder(std::vector<CountBlock> blocks,
                                        Micrometers block_side);

// Returns why there is no bootstrap of these blocks, or an empty string.
std::string ReasonToRefuse(const std::vector<CountBlock>& blocks);

// Draws as many blocks as there are, with replacement, again and again. The
// blocks must outlive it; there must be one at least. Not thread-safe.
class BlockSampler {
 public:
  BlockSampler(const std::vector<CountBlock>& blocks, std::uint64_t seed);

  // Returns the density of the next draw, which depends on the draws before.
  CellsPerSquareMillimeter Next();

 private:
  // The generator's numbers are fixed by the C++ standard. What
  // std::uniform_int_distribution makes of them is not, so that is ours.
  using Random = std::mt19937_64;

  const CountBlock& Draw();

  const std::vector<CountBlock>& blocks_;
  Random random_;
  std::uint64_t whole_;  // the last whole multiple of the number of blocks
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_BLOCK_SAMPLER_H_
