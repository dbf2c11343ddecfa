// Stained profiles without a nucleus: thin sections cut a macrophage beside
// its nucleus. They are reported apart from the cells.
#ifndef CELLQUANT_CORE_TISSUE_PROFILES_H_
#define CELLQUANT_CORE_TISSUE_PROFILES_H_

#include <vector>

#include "core/base/units.h"
#include "core/geometry/frames.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"
#include "core/tissue/block_pieces.h"

namespace cellquant::core {

// As the `profiles` of a protocol file has it.
struct ProfileRule {
  SquareMicrometers smallest{25.0};  // smaller pieces are dropped
  // A piece that comes this near to a positive cell's centroid is that cell's.
  Micrometers nucleus_within{4.0};
  // A detector takes a profile for a cell whose nucleus is hidden. Less mean
  // hematoxylin than this, brought to the reference's strength, is no nucleus.
  OpticalDensity least_hematoxylin{0.08};
  friend bool operator==(const ProfileRule&, const ProfileRule&) = default;
};

// Returns the pieces of stain among the blocks of `regions` that belong to no
// positive cell. A block is stained when at least half of its pixels are at or
// above the positivity threshold. `positives` are the centroids of positive
// cells, level-0 pixels; distances are to the middle of a block. Thread-safe.
BlockPieces FindAnucleateProfiles(const BlockMap& map, const WorkingGrid& grid,
                                  const std::vector<BlockRuns>& regions,
                                  const std::vector<Level0Point>& positives,
                                  const ProfileRule& rule);

// Returns the middle of each piece: the mean of its blocks' centers.
std::vector<Level0Point> CentersOf(const BlockPieces& pieces,
                                   const BlockRect& bounds,
                                   const WorkingGrid& grid);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_PROFILES_H_
