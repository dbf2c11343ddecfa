// The readers of annotation files: one function for each format, all alike.
//
// Each takes the whole file and returns its drawings in the order of the file.
// `slide` says how large the slide is and where its middle lies, for formats
// whose coordinates are not level-0 pixels (NDPA); null when no slide is given.
// All fail with kRegionsUnreadable when the file is broken or beyond the limits
// below, and with kInvalidArgument when they need the slide and there is none.
// Thread-safe.
#ifndef CELLQUANT_CORE_ANNOTATIONS_READER_H_
#define CELLQUANT_CORE_ANNOTATIONS_READER_H_

#include <string_view>

#include "core/annotations/drawing.h"
#include "core/base/result.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// Of all formats.
inline constexpr std::size_t kMaxAnnotationBytes = 64U << 20;  // 64 MiB
inline constexpr int kMaxAnnotationDepth = 64;
inline constexpr std::size_t kMaxAnnotationVertices = 1'000'000;

Result<Drawings> ReadGeoJson(std::string_view bytes, const SlideInfo* slide);
Result<Drawings> ReadAperio(std::string_view bytes, const SlideInfo* slide);
Result<Drawings> ReadHalo(std::string_view bytes, const SlideInfo* slide);
Result<Drawings> ReadNdpa(std::string_view bytes, const SlideInfo* slide);
Result<Drawings> ReadAsap(std::string_view bytes, const SlideInfo* slide);
Result<Drawings> ReadDicom(std::string_view bytes, const SlideInfo* slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_READER_H_
