// How far a region's density can be trusted when cells cluster.
//
// Cells sit in follicles and sheets, so counts vary more than Poisson's, and
// an interval from the count alone is far too narrow. Here tissue itself is
// drawn again: the region is cut into square blocks of a fixed lattice, as many
// blocks as it has are drawn with replacement, and the density of the drawn
// ones - sum of counts over sum of areas, so that a partial block weighs what
// its area does - is one replicate. The interval holds the middle 95 % of the
// replicates (percentile interval; Efron & Tibshirani, An Introduction to the
// Bootstrap, 1993, chapter 13; blocks for what depends on its neighbors: Hall,
// Stoch Proc Appl 20:231, 1985).
//
// A block should be at least twice as wide as a cluster; with follicles of
// 0.6 mm, intervals from blocks of 0.25 mm hold the true density in about 60 %
// of regions only. The error of detection is not part of it.
#ifndef CELLQUANT_CORE_REGIONS_BLOCK_BOOTSTRAP_H_
#define CELLQUANT_CORE_REGIONS_BLOCK_BOOTSTRAP_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/regions/density.h"

namespace cellquant::core {

// What one block of the lattice holds of the region. Block (i, j) covers
// [i, i+1) x [j, j+1) block sides from the origin of level 0, whatever the
// region, so that a region's blocks do not depend on how it was asked for.
struct CountBlock {
  std::int64_t i = 0;
  std::int64_t j = 0;
  std::uint32_t count = 0;
  SquareMillimeters area;  // of the region within the block; positive
};

struct BlockBootstrapOptions {
  Micrometers block_side{1000.0};
  int replicates = 2000;  // 100 to 100000
  std::uint32_t seed = 1;
};

// An interval, or the reason why there is none.
struct BlockInterval {
  std::optional<DensityInterval> interval;  // method "block_bootstrap"
  std::string refused;                      // empty when there is an interval
  std::size_t blocks = 0;
  double effective_blocks = 0.0;
};

// Fewer effective blocks say too little about how blocks differ.
inline constexpr std::size_t kMinBootstrapBlocks = 20;

// Returns how many blocks of one size know as much as these: the square of the
// sum of areas over the sum of their squares (Kish, Survey Sampling, 1965).
// Slivers, which a region's edge cuts off a block, hardly count. It is at least
// the whole area over that of the largest block. 0 for no block.
double EffectiveBlocks(const std::vector<CountBlock>& blocks);

// Returns the two-sided 95 % interval of the density of the region that
// consists of `blocks`, in cells per mm2; refuses below 20 effective blocks,
// and where no cell was found (every replicate would be 0; UpperBound has the
// answer).
//
// With R replicates and k = floor(0.025 (R + 1)), low is the k-th smallest
// replicate and high the k-th largest: nothing is interpolated (Efron &
// Tibshirani, section 12.5). R = 2000: the 50th and the 1951st.
//
// The same blocks, in any order, and the same options give the same bytes, with
// any standard library. Pure and thread-safe.
//
// Fails with kInvalidArgument when a block comes twice, its area is not
// positive or larger than a block's square, or an option is out of range.
Result<BlockInterval> BlockBootstrap(std::vector<CountBlock> blocks,
                                     const BlockBootstrapOptions& options = {});

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_BLOCK_BOOTSTRAP_H_
