// Whether the tissue's margin is browner than its inside. Sections dry first at
// their edge, and stain is caught there: cells look positive that are not.
#ifndef CELLQUANT_CORE_TISSUE_EDGE_PROFILE_H_
#define CELLQUANT_CORE_TISSUE_EDGE_PROFILE_H_

#include <array>
#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <optional>

#include "core/base/units.h"

namespace cellquant::core {

// The blocks at a distance of [from, to) from the tissue's edge.
struct EdgeBand {
  Micrometers from;
  std::optional<Micrometers> to;  // nothing: as far as there is tissue
  std::int64_t blocks = 0;
  OpticalDensity mean_dab;  // 0 where there is no block
};

struct EdgeProfile {
  std::array<EdgeBand, 5> bands;  // 0, 20, 50, 100, 200 um and beyond
  // Mean DAB of the outer 50 um less that deeper than 100 um; nothing where
  // either has fewer than 1,000 blocks.
  std::optional<OpticalDensity> excess;
  bool edge_is_stained = false;  // an excess above kEdgeExcess
};

// docs/algorithm.md, section 11.
inline constexpr OpticalDensity kEdgeExcess{0.05};

// Returns the profile of the blocks where `tissue` and `counted` are not 0, by
// their distance from where `tissue` ends, from the sums of
// DAB over the pixels of each block (BlockMap::dab_sum), the same size.
// `block_um` is a block's side. Where the map ends is no edge of the tissue.
// Distances are octagonal: right along axes and diagonals, at most 8 % off
// between. Exact but for the last division. Thread-safe.
EdgeProfile MeasureEdgeProfile(const cv::Mat1w& dab_sum,
                               const cv::Mat1b& tissue,
                               const cv::Mat1b& counted, double block_um);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_EDGE_PROFILE_H_
