// A sample of the slide's stained pixels, for what is estimated of them once:
// at most 200 squares of the working image that lie on tissue. Which ones
// depends on the slide alone: not on regions, tiles, threads or their order.
#ifndef CELLQUANT_CORE_TISSUE_TISSUE_SAMPLE_H_
#define CELLQUANT_CORE_TISSUE_TISSUE_SAMPLE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/frames.h"
#include "core/slide/overview.h"
#include "core/slide/tile_source.h"
#include "core/slide/working_image.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::core {

// Optical density of a pixel in R, G, B, in steps of 2^-10: whole numbers, so
// that sums over any number of pixels are exact.
using DensitySteps = std::array<std::int16_t, 3>;

inline constexpr double kDensityStepsPerUnit = 1024.0;

struct TissueSample {
  std::uint32_t tiles = 0;
  // Pixels of the tiles whose density, summed over the channels, is above 0.12
  // (as in FindTissue).
  std::vector<DensitySteps> pixels;
};

// Which squares are sampled.
struct SampleRule {
  std::int64_t side_px = 128;  // working pixels
  std::size_t most = 200;
  double least_tissue = 0.5;  // share of a square
};

// Returns squares of one grid anchored at the slide's origin: of those with
// enough tissue on the overview, the ones with the smallest hash of their place
// in the grid; in row-major order, cut to the slide. Empty when there is no
// tissue.
std::vector<WorkingRect> SampleTiles(const Overview& overview,
                                     const WhitePoint& white,
                                     const WorkingGrid& grid, Size slide,
                                     const SampleRule& rule = {});

// Returns the stained pixels of SampleTiles; pixels outside the slide are left
// out. Fails as TileSource::Read.
Result<TissueSample> SampleTissue(const TileSource& source,
                                  const WorkingGrid& grid,
                                  const Overview& overview,
                                  const WhitePoint& white);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_TISSUE_SAMPLE_H_
