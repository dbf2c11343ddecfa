#include "core/annotations/regions_to_count.h"

#include <algorithm>
#include <utility>

#include "core/annotations/read_annotations.h"
#include "core/annotations/roles.h"
#include "core/base/printable_text.h"
#include "core/base/rfc3339.h"

namespace cellquant::core {

Result<void> CheckAnnotationRequest(const AnnotationRequest& request,
                                    bool has_file) {
  const auto& [roles, repair, by, at] = request;
  if (!at.empty() && !IsRfc3339DateOrTime(at)) {
    return Fail(ErrorReason::kInvalidArgument,
                "annotated_at is no date as RFC 3339 writes it: " +
                    PrintableText(at, 100));
  }
  for (const auto* names : {&roles.include, &roles.exclude}) {
    if (std::find(names->begin(), names->end(), "") == names->end()) continue;
    return Fail(ErrorReason::kInvalidArgument,
                "a class to be included or excluded is empty");
  }
  if (has_file || (roles.include.empty() && roles.exclude.empty() && !repair &&
                   by.empty() && at.empty())) {
    return {};
  }
  return Fail(ErrorReason::kInvalidArgument,
              "without annotations there is nothing to include, to exclude, "
              "to repair or to have been annotated");
}

Result<RegionSet> RegionsToCount(std::string_view bytes,
                                 const AnnotationRequest& request,
                                 const SlideInfo* slide,
                                 const RegionRoles& protocol) {
  CQ_CHECK(CheckAnnotationRequest(request, !bytes.empty()));
  if (bytes.empty()) return RegionSet{};
  CQ_ASSIGN(AnnotationFile file,
            ReadAnnotations(bytes, {slide, request.repair}));
  CQ_ASSIGN(
      RegionSet set,
      CountedRegions(std::move(file), RolesInForce(request.roles, protocol)));
  if (set.source) {
    set.source->annotated_by = request.annotated_by;
    set.source->annotated_at = request.annotated_at;
  }
  return set;
}

}  // namespace cellquant::core
