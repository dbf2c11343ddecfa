#include "core/annotations/ndpa_frame.h"

#include <string>

namespace cellquant::core {
namespace {

constexpr double kNmPerUm = 1000.0;

tl::unexpected<Error> Unplaced(const std::string& why) {
  return Fail(ErrorReason::kInvalidArgument,
              "NDPA files place annotations in nanometers from the middle of "
              "the glass; " +
                  why);
}

}  // namespace

NdpaFrame::NdpaFrame(const Size& size, const PlaceOnGlass& center,
                     const MicronsPerPixel& mpp)
    : middle_{static_cast<double>(size.width) / 2.0,
              static_cast<double>(size.height) / 2.0},
      center_(center),
      nm_per_px_x_(mpp.x * kNmPerUm),
      nm_per_px_y_(mpp.y * kNmPerUm) {}

Result<NdpaFrame> NdpaFrame::Of(const SlideInfo* slide) {
  if (slide == nullptr) return Unplaced("without the slide that is no place");
  if (!slide->image_center) {
    return Unplaced("the slide does not say where its image lies there");
  }
  if (!slide->pixel_size) {
    return Unplaced("the slide does not say how large a pixel is");
  }
  // Another size would move every vertex.
  if (slide->pixel_size->source == PixelSizeSource::kCaller) {
    return Unplaced("that needs the scanner's own pixel size, not another");
  }
  return NdpaFrame(slide->size(), *slide->image_center, slide->pixel_size->mpp);
}

Level0Point NdpaFrame::ToPixels(const PlaceOnGlass& place) const {
  return {middle_.x + (place.x_nm - center_.x_nm) / nm_per_px_x_,
          middle_.y + (place.y_nm - center_.y_nm) / nm_per_px_y_};
}

PlaceOnGlass NdpaFrame::ToGlass(const Level0Point& point) const {
  return {center_.x_nm + (point.x - middle_.x) * nm_per_px_x_,
          center_.y_nm + (point.y - middle_.y) * nm_per_px_y_};
}

}  // namespace cellquant::core
