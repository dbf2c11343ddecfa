#include "core/annotations/roles.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/geometry/validity.h"

namespace cellquant::core {
namespace {

bool Names(const std::string& role, const Region& region) {
  return role == region.classification || role == region.name;
}

bool AnyNames(const std::vector<std::string>& roles, const Region& region) {
  return std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
    return Names(role, region);
  });
}

// A file of which some areas cannot be read is no file to count in.
Error FirstProblem(const AnnotationFile& file) {
  Error error = file.problems.front();
  if (const std::size_t others = file.problems.size() - 1; others > 0) {
    error.message += fmt::format(" (and {} more)", others);
  }
  return error;
}

void WarnOfUnknown(const std::vector<std::string>& roles, const char* what,
                   const std::vector<Region>& regions,
                   std::vector<std::string>& warnings) {
  for (const std::string& role : roles) {
    const bool known =
        std::any_of(regions.begin(), regions.end(),
                    [&](const Region& region) { return Names(role, region); });
    if (known) continue;
    warnings.push_back(
        fmt::format("no area is of the class or name \"{}\", which was to be "
                    "{}",
                    role, what));
  }
}

std::string WhyNone(std::size_t all, const RegionRoles& roles) {
  if (all == 0) return "the annotations hold no area";
  if (roles.include.empty()) {
    return fmt::format("all {} annotated areas are excluded", all);
  }
  return fmt::format("none of the {} annotated areas is to be counted: {}", all,
                     fmt::join(roles.include, ", "));
}

struct RegionsByRole {
  std::vector<Region> counted;
  std::vector<Region> excluded;
};

RegionsByRole ByRole(std::vector<Region> regions, const RegionRoles& roles) {
  RegionsByRole by_role;
  for (Region& region : regions) {
    const RegionRole role = RoleOf(region, roles);
    if (role == RegionRole::kCounted) {
      by_role.counted.push_back(std::move(region));
    } else if (role == RegionRole::kExcluded) {
      by_role.excluded.push_back(std::move(region));
    }
  }
  return by_role;
}

struct Excluded {
  const MultiPolygon* shape;
  Level0Rect bounds;
};

std::vector<Excluded> WithBounds(const std::vector<Region>& excluded) {
  std::vector<Excluded> all;
  all.reserve(excluded.size());
  for (const Region& region : excluded) {
    all.push_back({&region.shape, Bounds(region.shape)});
  }
  return all;
}

// Leaves an empty shape when next to nothing is left.
Result<void> TakeOff(const std::vector<Excluded>& excluded, Region& region) {
  const Level0Rect bounds = Bounds(region.shape);
  std::vector<const MultiPolygon*> taken_off;
  for (const Excluded& other : excluded) {
    if (!other.bounds.Intersection(bounds).empty()) {
      taken_off.push_back(other.shape);
    }
  }
  if (taken_off.empty()) return {};
  CQ_ASSIGN(const MultiPolygon together, UnionOfShapes(taken_off));
  CQ_ASSIGN(MultiPolygon left, Difference(region.shape, together));
  if (IsNextToNothing(left, region.shape)) left.clear();
  region.excluded_px2 = AreaPx2(region.shape) - AreaPx2(left);
  region.shape = std::move(left);
  return {};
}

}  // namespace

std::string_view RegionRoleName(RegionRole role) {
  switch (role) {
    case RegionRole::kCounted:
      return "counted";
    case RegionRole::kExcluded:
      return "excluded";
    case RegionRole::kIgnored:
      return "ignored";
  }
  return "";
}

RegionRole RoleOf(const Region& region, const RegionRoles& roles) {
  if (AnyNames(roles.exclude, region)) return RegionRole::kExcluded;
  if (roles.include.empty() || AnyNames(roles.include, region)) {
    return RegionRole::kCounted;
  }
  return RegionRole::kIgnored;
}

Result<RegionSet> CountedRegions(AnnotationFile file,
                                 const RegionRoles& roles) {
  if (!file.problems.empty()) return tl::unexpected(FirstProblem(file));
  RegionSet set;
  set.source = {std::string(AnnotationFormatName(file.format)), file.sha256,
                roles.include, roles.exclude, std::move(file.repairs)};
  set.warnings = std::move(file.warnings);
  WarnOfUnknown(roles.include, "counted", file.regions, set.warnings);
  WarnOfUnknown(roles.exclude, "excluded", file.regions, set.warnings);

  const std::size_t all = file.regions.size();
  auto [counted, excluded] = ByRole(std::move(file.regions), roles);
  const std::size_t ignored = all - counted.size() - excluded.size();
  if (ignored > 0) {
    set.warnings.push_back(fmt::format(
        "{} of {} areas are neither to be counted nor excluded", ignored, all));
  }
  const std::vector<Excluded> taken_off = WithBounds(excluded);
  for (Region& region : counted) {
    CQ_CHECK(TakeOff(taken_off, region));
    if (region.shape.empty()) {
      set.warnings.push_back(fmt::format(
          "region {} lies wholly in what is excluded and is not counted",
          region.id));
    } else {
      set.regions.push_back(std::move(region));
    }
  }
  if (!set.regions.empty()) return set;
  return Fail(ErrorReason::kNoRegions, WhyNone(all, roles));
}

}  // namespace cellquant::core
