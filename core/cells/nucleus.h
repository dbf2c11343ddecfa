// Nuclei as a detector finds them, before anything is measured.
#ifndef CELLQUANT_CORE_CELLS_NUCLEUS_H_
#define CELLQUANT_CORE_CELLS_NUCLEUS_H_

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>
#include <optional>
#include <vector>

namespace cellquant::core {

// What a network says of the cell at a seed, from 0 to 1 in steps of 2^-14.
struct NetworkVerdict {
  double cell_probability = 0.0;  // that a cell is centered here
  double nucleus_share = 0.0;     // of that: with a stained nucleus
  double membrane_share = 0.0;    // of that: with a stained ring or body
};

// Nucleus i of a tile, in pixels of the tile's image.
struct Nucleus {
  // Pixel where the detector's score peaks; inside the nucleus.
  cv::Point seed;
  // Sums of the pixel indices (x, y) over the nucleus, and their number: whole
  // numbers, so that the centroid is the same from every tile.
  std::int64_t sum_x = 0;
  std::int64_t sum_y = 0;
  std::int64_t area_px = 0;
  std::optional<NetworkVerdict> verdict = {};  // of a detector that has classes
};

// The nuclei of a tile in the order of their seeds by (y, x). `labels` has the
// tile's size; its value is 0 outside nuclei and i + 1 inside nuclei[i].
struct NucleusMap {
  std::vector<Nucleus> nuclei;
  cv::Mat1i labels;
  // The probability of a cell's center, 0 to 2^14, of a network; else empty.
  cv::Mat1i heat = {};
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_NUCLEUS_H_
