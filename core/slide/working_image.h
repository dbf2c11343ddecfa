// The image that is analysed: about 0.5 um a pixel whatever the scanner, made
// from level 0 by one rule, on one grid of the whole slide.
//
// The rule (docs/algorithm.md, section 1): with k the whole number for which
// k x mpp comes nearest to 0.5 um, and 0.40 <= k x mpp <= 0.62 um, a working
// pixel is the exact mean of k x k level-0 pixels. Otherwise, or when the axes
// differ by more than 1 %, level 0 is interpolated bilinearly to 0.46 um. Both
// are anchored at the slide's origin, so a working pixel has one value however
// the slide is cut into tiles.
#ifndef CELLQUANT_CORE_SLIDE_WORKING_IMAGE_H_
#define CELLQUANT_CORE_SLIDE_WORKING_IMAGE_H_

#include <opencv2/core/mat.hpp>
#include <string_view>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/geometry/frames.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// The working image's grid over a slide's level 0.
class WorkingGrid {
 public:
  enum class Method { kBoxMean, kBilinear };

  // `mpp` must be within 0.05 to 1 um: coarser pixels do not show nuclei.
  // Fails with kPixelSizeOutOfRange.
  static Result<WorkingGrid> Make(MicronsPerPixel mpp);

  Method method() const { return method_; }
  std::string_view method_name() const;  // "box_mean" or "bilinear"

  // Level-0 pixels per working pixel.
  double scale_x() const { return scale_x_; }
  double scale_y() const { return scale_y_; }

  // Size of a working pixel.
  MicronsPerPixel mpp() const { return mpp_; }
  // The side of a square of the same area, um, for operators that work in
  // pixels: the axes differ by less than 1 %.
  double MeanMpp() const;

  Level0Point ToLevel0(WorkingPoint p) const {
    return {p.x * scale_x_, p.y * scale_y_};
  }
  // The smallest rectangle of whole working pixels that holds `rect`.
  WorkingRect Covering(const Level0Rect& rect) const;

  // Returns the pixels of `rect`; white outside the slide. Thread-safe. Fails
  // as TileSource::Read.
  Result<cv::Mat3b> Read(const TileSource& source,
                         const WorkingRect& rect) const;

 private:
  WorkingGrid() = default;

  Method method_ = Method::kBoxMean;
  double scale_x_ = 1.0;
  double scale_y_ = 1.0;
  MicronsPerPixel mpp_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_WORKING_IMAGE_H_
