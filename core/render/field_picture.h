// One field as it is shown in a paper: the tissue as it is, arrows on positive
// cells, a scale bar.
#ifndef CELLQUANT_CORE_RENDER_FIELD_PICTURE_H_
#define CELLQUANT_CORE_RENDER_FIELD_PICTURE_H_

#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/polygon.h"
#include "core/regions/region.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

struct FieldPictureOptions {
  Level0Rect field;           // level-0 pixels; must meet the slide
  int longest_side_px = 900;  // of the picture
  Color color = {};           // of the arrows
  std::size_t most_arrows = 40;
  Micrometers scale_bar{100.0};  // a shorter round number in a smaller field
};

struct FieldPicture {
  cv::Mat3b picture;       // R, G, B order
  std::size_t cells = 0;   // of those given, in the field
  std::size_t arrows = 0;  // that point at them
};

// Returns the field with arrows on the cells at `places` (centroids, level-0
// pixels): on all, or on `most_arrows` that lie far from each other. Fails with
// kPixelSizeUnknown, kInvalidArgument for a field off the slide, and as
// TileSource::Read. Thread-safe.
Result<FieldPicture> DrawFieldPicture(const TileSource& source,
                                      const std::vector<Level0Point>& places,
                                      const FieldPictureOptions& options);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_FIELD_PICTURE_H_
