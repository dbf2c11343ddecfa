// Nuclei as a detector finds them, before anything is measured.
#ifndef CELLQUANT_CORE_CELLS_NUCLEUS_H_
#define CELLQUANT_CORE_CELLS_NUCLEUS_H_

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>
#include <vector>

namespace cellquant::core {

// Nucleus i of a tile, in pixels of the tile's image.
struct Nucleus {
  // Pixel where the detector's score peaks; inside the nucleus.
  cv::Point seed;
  // Sums of the pixel indices (x, y) over the nucleus, and their number: whole
  // numbers, so that the centroid is the same from every tile.
  std::int64_t sum_x = 0;
  std::int64_t sum_y = 0;
  std::int64_t area_px = 0;
};

// The nuclei of a tile in the order of their seeds by (y, x). `labels` has the
// tile's size; its value is 0 outside nuclei and i + 1 inside nuclei[i].
struct NucleusMap {
  std::vector<Nucleus> nuclei;
  cv::Mat1i labels;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_NUCLEUS_H_
