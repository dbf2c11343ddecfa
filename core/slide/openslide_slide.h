// Whole-slide images, read through OpenSlide (the only user of it).
#ifndef CELLQUANT_CORE_SLIDE_OPENSLIDE_SLIDE_H_
#define CELLQUANT_CORE_SLIDE_OPENSLIDE_SLIDE_H_

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// True when OpenSlide knows the file's format. It may still fail to open.
bool IsOpenSlideFormat(const std::filesystem::path& path);

// Opens a slide. Label and macro images are never read: they may show a
// patient's name. Fails with kSlideDamaged, naming OpenSlide's reason.
Result<std::unique_ptr<TileSource>> OpenWithOpenSlide(
    const std::filesystem::path& path);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_SLIDE_OPENSLIDE_SLIDE_H_
