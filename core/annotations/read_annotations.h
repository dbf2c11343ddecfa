// Annotations from any file: the way from bytes to checked regions.
#ifndef CELLQUANT_CORE_ANNOTATIONS_READ_ANNOTATIONS_H_
#define CELLQUANT_CORE_ANNOTATIONS_READ_ANNOTATIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/annotations/format.h"
#include "core/annotations/reader.h"
#include "core/base/result.h"
#include "core/regions/region.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

struct AnnotationFile {
  AnnotationFormat format = AnnotationFormat::kGeoJson;
  std::string sha256 = {};  // of the file as given
  // Every area that is one, in the file's order, level-0 pixels. An id is the
  // file's if that is a UUID, else "region-1", "region-2", ... by place among
  // these.
  std::vector<Region> regions = {};
  std::vector<std::string> repairs = {};   // what was repaired
  std::vector<std::string> warnings = {};  // what was skipped, and why
  // What is no area, although it should be one: kRegionInvalid. A file with
  // problems can be looked at, but nothing is counted in it.
  std::vector<Error> problems = {};
};

struct ReadAnnotationsOptions {
  // For formats whose coordinates are not level-0 pixels; may be null.
  const SlideInfo* slide = nullptr;
  bool repair = false;  // make invalid areas valid, and say so
};

// Reads annotations in the format that the content shows, also compressed by
// gzip. Fails with kRegionsUnreadable (no known format, broken, too large, too
// deep, too many vertices), kRegionInvalid (two areas with one id) and
// kInvalidArgument (it needs the slide). A file without any area is none of
// these: it has no regions. Thread-safe.
Result<AnnotationFile> ReadAnnotations(
    std::string_view bytes, const ReadAnnotationsOptions& options = {});

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_READ_ANNOTATIONS_H_
