// From an annotation file and what is asked of it to the regions to count in.
#ifndef CELLQUANT_CORE_ANNOTATIONS_REGIONS_TO_COUNT_H_
#define CELLQUANT_CORE_ANNOTATIONS_REGIONS_TO_COUNT_H_

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/protocol/region_roles.h"
#include "core/regions/region.h"
#include "core/slide/tile_source.h"

namespace cellquant::core {

// What a caller says about the annotations of a slide.
struct AnnotationRequest {
  RegionRoles roles = {};         // in place of the protocol's
  bool repair = false;            // make invalid areas valid, and say so
  std::string annotated_by = {};  // a pseudonym or initials; may be empty
  std::string annotated_at = {};  // RFC 3339; may be empty
};

// Succeeds when the request makes sense: a date is one, and nothing is asked of
// a file that is not there. Fails with kInvalidArgument.
Result<void> CheckAnnotationRequest(const AnnotationRequest& request,
                                    bool has_file);

// Returns the regions to count in: the annotations read, checked, and taken by
// their roles, which are the request's or else the protocol's. No `bytes`: no
// regions. `slide` is needed for formats whose coordinates are not level-0
// pixels, else it may be null. Fails as CheckAnnotationRequest, ReadAnnotations
// and CountedRegions. Thread-safe.
Result<RegionSet> RegionsToCount(std::string_view bytes,
                                 const AnnotationRequest& request = {},
                                 const SlideInfo* slide = nullptr,
                                 const RegionRoles& protocol = {});

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_REGIONS_TO_COUNT_H_
