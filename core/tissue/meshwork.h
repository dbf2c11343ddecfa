// The meshwork of follicular dendritic cells (CD23, CD21): an area, never a
// number of cells.
//
// A net of thin brown processes fills the space between unstained nuclei, so
// its stain is even over tens of micrometers. A field of stained lymphocytes
// can be as brown, but its stain belongs to cells that are counted. So the
// stain round counted positive cells is left out, and what remains is averaged
// over a window: docs/algorithm.md, section 10.
#ifndef CELLQUANT_CORE_TISSUE_MESHWORK_H_
#define CELLQUANT_CORE_TISSUE_MESHWORK_H_

#include <array>
#include <vector>

#include "core/base/units.h"
#include "core/geometry/frames.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"
#include "core/tissue/block_pieces.h"

namespace cellquant::core {

// As the `meshwork` of a protocol file has it.
struct MeshworkRule {
  OpticalDensity low{0.12};   // mean DAB of the window: the extent
  OpticalDensity high{0.20};  // what a piece must reach somewhere
  Micrometers window{18.0};   // side of the window
  Micrometers cell{6.0};      // round a positive cell's centroid: its own stain
  double least_usable_percent = 30.0;  // of the window, else no meshwork
  Micrometers closing{4.0};            // gaps up to this are closed
  SquareMicrometers smallest{5000.0};  // smaller pieces are dropped
  std::array<double, 3> score_limits_percent{5.0, 20.0, 50.0};
  friend bool operator==(const MeshworkRule&, const MeshworkRule&) = default;
};

// Returns the pieces of the meshwork among the blocks of `regions`; blocks
// outside all of them are neither stained nor unstained. `positives` are the
// centroids of positive cells, level-0 pixels. The result does not depend on
// what else the map holds. Thread-safe.
BlockPieces FindMeshwork(const BlockMap& map, const WorkingGrid& grid,
                         const std::vector<BlockRuns>& regions,
                         const std::vector<Level0Point>& positives,
                         const MeshworkRule& rule);

// Returns the score that a meshwork of `percent` of a region suggests: how many
// of the rule's limits it reaches, 0 to 3. A pathologist decides.
int ProposedScore(double percent, const MeshworkRule& rule);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_MESHWORK_H_
