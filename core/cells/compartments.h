// The pixels of and round each nucleus: whose they are, how far from its edge,
// and in which direction.
//
// A pixel outside all nuclei belongs to the nucleus whose edge is nearest (its
// Voronoi cell), so a neighbor's stain does not color a cell from afar.
#ifndef CELLQUANT_CORE_CELLS_COMPARTMENTS_H_
#define CELLQUANT_CORE_CELLS_COMPARTMENTS_H_

#include <opencv2/core/mat.hpp>

#include "core/cells/nucleus.h"

namespace cellquant::core {

// Both have the size of the labels they were made from.
struct Territories {
  cv::Mat1i owner;    // label of the nucleus, itself inside one; 0: none near
  cv::Mat1i squared;  // px2: to the owner's nearest pixel, 0 inside a nucleus
};

// Returns for each pixel the nucleus that is nearest, at most `reach` px away
// in x and in y; the first in the map's order among equally near ones. Exact:
// a pixel's answer depends on labels within `reach` of it and on nothing else.
// Thread-safe.
Territories NearestNuclei(const cv::Mat1i& labels, int reach);

// Returns for each pixel of a nucleus the squared distance, px2, to the nearest
// pixel that is not of it, if that is at most `reach` px away in x and in y;
// else (reach + 1)^2. 0 outside nuclei. The image's border is no edge.
// Thread-safe.
cv::Mat1i DepthInside(const cv::Mat1i& labels, int reach);

// Directions are counted in eighths of a turn, 0 to 7, from a nucleus's
// centroid; they meet on the axes and the diagonals.
inline constexpr int kSectors = 8;

// Returns the direction of pixel (x, y) from the centroid of `nucleus`. Whole
// numbers only: the same from every tile.
int SectorOf(const Nucleus& nucleus, int x, int y);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_COMPARTMENTS_H_
