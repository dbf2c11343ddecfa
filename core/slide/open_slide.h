// Opens whatever file a user calls a slide.
#ifndef CELLQUANT_CORE_SLIDE_OPEN_SLIDE_H_
#define CELLQUANT_CORE_SLIDE_OPEN_SLIDE_H_

#include <filesystem>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// Opens `path` as a whole-slide image if OpenSlide knows its format, else as a
// plain PNG, JPEG or TIFF field. `mpp` overrides the file's pixel size. Fails
// with kFileNotFound, kFileUnreadable, kNotASlide, kSlideDamaged,
// kNotBrightfield (an image that is not 8-bit color) or kPixelSizeOutOfRange.
Result<std::unique_ptr<TileSource>> OpenSlideFile(
    const std::filesystem::path& path,
    std::optional<MicronsPerPixel> mpp = std::nullopt);

// Returns the slide's pixel size, or kPixelSizeUnknown: without it there is no
// area and no density.
Result<PixelSize> RequirePixelSize(const SlideInfo& info);

// Succeeds when both axes are within 0.05 to 10 um, else
// kPixelSizeOutOfRange.
Result<void> CheckPixelSize(MicronsPerPixel mpp);

// Version of the OpenSlide library in use.
std::string OpenSlideVersion();

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_OPEN_SLIDE_H_
