// The writers of annotation files: one function for each format, all alike.
//
// Each takes regions in level-0 pixels and returns a file that its own reader
// reads back to the same shapes, within what the format can hold. What the
// format cannot carry is said in `losses`; what it would carry wrongly is an
// error, kInvalidArgument. Thread-safe.
#ifndef CELLQUANT_CORE_ANNOTATIONS_WRITER_H_
#define CELLQUANT_CORE_ANNOTATIONS_WRITER_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/regions/region.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// The class, or the title, under which formats without holes get them as areas
// of their own, to be excluded when the file is read back.
inline constexpr std::string_view kHoleClass = "Exclude";

struct WrittenAnnotations {
  std::string bytes;
  std::vector<std::string> losses;  // sentences; empty when nothing is lost
};

using Regions = std::vector<Region>;

Result<WrittenAnnotations> WriteGeoJson(const Regions& regions,
                                        const SlideInfo* slide);
Result<WrittenAnnotations> WriteAperio(const Regions& regions,
                                       const SlideInfo* slide);
Result<WrittenAnnotations> WriteHalo(const Regions& regions,
                                     const SlideInfo* slide);
Result<WrittenAnnotations> WriteNdpa(const Regions& regions,
                                     const SlideInfo* slide);
Result<WrittenAnnotations> WriteAsap(const Regions& regions,
                                     const SlideInfo* slide);
Result<WrittenAnnotations> WriteDicom(const Regions& regions,
                                      const SlideInfo* slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_WRITER_H_
