// Regions to a file of any annotation format.
#ifndef CELLQUANT_CORE_ANNOTATIONS_WRITE_ANNOTATIONS_H_
#define CELLQUANT_CORE_ANNOTATIONS_WRITE_ANNOTATIONS_H_

#include "core/annotations/format.h"
#include "core/annotations/writer.h"

namespace cellquant::core {

// Writes `regions` in `format`, reads them back and compares the areas: a file
// that would count otherwise is never handed out. `slide` is needed for NDPA,
// else it may be null. Fails with kInvalidArgument, saying what the format
// cannot carry. Thread-safe.
Result<WrittenAnnotations> WriteAnnotations(AnnotationFormat format,
                                            const Regions& regions,
                                            const SlideInfo* slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_WRITE_ANNOTATIONS_H_
