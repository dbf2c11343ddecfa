// Which annotations are counted in, and which are taken off.
#ifndef CELLQUANT_CORE_ANNOTATIONS_ROLES_H_
#define CELLQUANT_CORE_ANNOTATIONS_ROLES_H_

#include <string_view>

#include "core/annotations/read_annotations.h"
#include "core/base/result.h"
#include "core/protocol/region_roles.h"
#include "core/regions/region.h"

namespace cellquant::core {

enum class RegionRole { kCounted, kExcluded, kIgnored };

// "counted", "excluded" or "ignored".
std::string_view RegionRoleName(RegionRole role);

RegionRole RoleOf(const Region& region, const RegionRoles& roles);

// Returns the counted regions of a file with the excluded ones taken off. What
// is ignored, wholly excluded, or named by `roles` and not there becomes a
// warning. Fails with the file's first problem, and with kNoRegions when
// nothing is left to count in.
Result<RegionSet> CountedRegions(AnnotationFile file, const RegionRoles& roles);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_ROLES_H_
