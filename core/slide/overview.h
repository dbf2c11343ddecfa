// The whole slide, small: about 4 um a pixel.
#ifndef CELLQUANT_CORE_SLIDE_OVERVIEW_H_
#define CELLQUANT_CORE_SLIDE_OVERVIEW_H_

#include <opencv2/core/mat.hpp>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

struct Overview {
  cv::Mat3b rgb;        // R, G, B order
  double scale = 1.0;   // level-0 pixels per overview pixel, both axes
  MicronsPerPixel mpp;  // size of an overview pixel
};

// Returns the slide reduced to about `target` a pixel: the exact mean of whole
// blocks of the coarsest pyramid level that is still finer. Memory is bounded
// by the overview and one strip. `level0` is the size of a level-0 pixel. Fails
// as TileSource::Read.
Result<Overview> ReadOverview(const TileSource& source, MicronsPerPixel level0,
                              Micrometers target = Micrometers(4.0));

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_OVERVIEW_H_
