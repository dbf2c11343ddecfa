// The frame of NDPA files: nanometers from the middle of the glass.
//
//   px = W / 2 + (x_nm - center_x_nm) / (1000 mpp_x), y alike,
//
// where W is the width of level 0 and center the place of the image's middle on
// the glass (openslide: hamamatsu.XOffsetFromSlideCentre; both axes point the
// same way). The same formula stands in ASAP's NDPARepository.cpp and in
// QuPath's import scripts. W / 2 is not a whole number: the middle of an odd
// width is the middle of a pixel.
#ifndef CELLQUANT_CORE_ANNOTATIONS_NDPA_FRAME_H_
#define CELLQUANT_CORE_ANNOTATIONS_NDPA_FRAME_H_

#include "core/base/result.h"
#include "core/geometry/frames.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

class NdpaFrame {
 public:
  // Fails with kInvalidArgument when there is no slide, it does not say where
  // its image lies on the glass, or its pixel size is not the scanner's own.
  static Result<NdpaFrame> Of(const SlideInfo* slide);

  Level0Point ToPixels(const PlaceOnGlass& place) const;
  PlaceOnGlass ToGlass(const Level0Point& point) const;

 private:
  NdpaFrame(const Size& size, const PlaceOnGlass& center,
            const MicronsPerPixel& mpp);

  Level0Point middle_;
  PlaceOnGlass center_;
  double nm_per_px_x_;
  double nm_per_px_y_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_NDPA_FRAME_H_
