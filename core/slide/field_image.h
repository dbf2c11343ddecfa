// A plain PNG, JPEG or TIFF as a slide of one level: a microscope's photograph
// or a cut-out field. It has no pixel size of its own.
#ifndef CELLQUANT_CORE_SLIDE_FIELD_IMAGE_H_
#define CELLQUANT_CORE_SLIDE_FIELD_IMAGE_H_

#include <filesystem>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>

#include "core/base/result.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// Reads the whole image into memory (at most 2^28 pixels). Fails with
// kNotASlide for another format or a larger image, kSlideDamaged for one that
// cannot be decoded to its end, kNotBrightfield when it is not 8-bit color:
// nothing is converted silently.
Result<std::unique_ptr<TileSource>> OpenFieldImage(
    const std::filesystem::path& path);

// An image in memory as a slide of one level. `rgb` in R, G, B order.
class FieldImage final : public TileSource {
 public:
  FieldImage(std::string name, cv::Mat3b rgb);

  const SlideInfo& info() const override { return info_; }
  Result<cv::Mat3b> Read(int level, const LevelRect& rect) const override;

 private:
  SlideInfo info_;
  cv::Mat3b rgb_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_FIELD_IMAGE_H_
