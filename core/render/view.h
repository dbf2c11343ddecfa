// Which part of a slide a picture shows, and its pixels.
#ifndef CELLQUANT_CORE_RENDER_VIEW_H_
#define CELLQUANT_CORE_RENDER_VIEW_H_

#include <opencv2/core/mat.hpp>

#include "core/base/result.h"
#include "core/geometry/polygon.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// Level-0 pixels to pixels of the picture.
struct View {
  Level0Rect field;
  double zoom = 1.0;  // picture pixels per level-0 pixel

  cv::Point2d At(Level0Point p) const {
    return {(p.x - static_cast<double>(field.x)) * zoom,
            (p.y - static_cast<double>(field.y)) * zoom};
  }
  cv::Size size() const;
};

// Returns the view of `field` whose longest side has `longest_side_px`; it is
// never enlarged more than 4x. Fails with kInvalidArgument for a field off the
// slide and a picture that is not 64 to 16384 px.
Result<View> ViewOf(const SlideInfo& slide, const Level0Rect& field,
                    int longest_side_px);

// Returns the bounds of `shape` and a margin round them, cut to the slide: the
// field that shows a region.
Level0Rect FieldAround(const MultiPolygon& shape, Size slide);

// Returns the pixels of the view, R, G, B order, from the coarsest level that
// is still finer; white off the slide. Fails as TileSource::Read.
Result<cv::Mat3b> ReadView(const TileSource& source, const View& view);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_VIEW_H_
