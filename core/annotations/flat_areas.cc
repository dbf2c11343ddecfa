#include "core/annotations/flat_areas.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/geometry/validity.h"

namespace cellquant::core {
namespace {

// Of a region's area; less is taken off only by rounding.
constexpr double kSomething = 1e-9;

struct Part {
  const Region* region;
  MultiPolygon shape;
  Level0Rect bounds;
};

std::vector<Part> PartsOf(const Regions& regions) {
  std::vector<Part> parts;
  for (const Region& region : regions) {
    for (const Polygon& polygon : region.shape) {
      const MultiPolygon shape = {polygon};
      parts.push_back({&region, shape, Bounds(shape)});
    }
  }
  return parts;
}

tl::unexpected<Error> WouldLose(const Region& region, const std::string& what) {
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("region {}: this format has no holes, and {}; use "
                          "GeoJSON, ImageScope's XML or HALO's",
                          region.id, what));
}

// Whether `hole`, of one of the parts, leaves all others as they are.
Result<void> CheckHole(const Ring& hole, const Part& own,
                       const std::vector<Part>& parts) {
  const MultiPolygon shape = {{hole, {}}};
  const Level0Rect bounds = Bounds(shape);
  for (const Part& part : parts) {
    if (&part == &own || part.bounds.Intersection(bounds).empty()) continue;
    CQ_ASSIGN(const MultiPolygon left, Difference(part.shape, shape));
    const double area = AreaPx2(part.shape);
    if (area - AreaPx2(left) <= kSomething * area) continue;
    return WouldLose(*part.region,
                     fmt::format("the hole of region {} would be taken off it",
                                 own.region->id));
  }
  return {};
}

Result<void> CheckHoles(const Regions& regions) {
  const std::vector<Part> parts = PartsOf(regions);
  bool any = false;
  for (const Part& part : parts) {
    for (const Ring& hole : part.shape.front().holes) {
      any = true;
      CQ_CHECK(CheckHole(hole, part, parts));
    }
  }
  if (!any) return {};
  for (const Region& region : regions) {
    if (region.classification != kHoleClass && region.name != kHoleClass) {
      continue;
    }
    return WouldLose(region,
                     fmt::format("its class or name \"{}\" is what they are "
                                 "called",
                                 kHoleClass));
  }
  return {};
}

}  // namespace

std::string FlatArea::Class() const {
  return hole ? std::string(kHoleClass) : region->classification;
}

std::string FlatArea::Name() const { return hole ? "" : region->name; }

Result<std::vector<FlatArea>> FlatAreas(const Regions& regions) {
  CQ_CHECK(CheckHoles(regions));
  std::vector<FlatArea> areas;
  for (const Region& region : regions) {
    for (const Polygon& part : region.shape) {
      areas.push_back({&region, &part.exterior, false});
      for (const Ring& hole : part.holes) {
        areas.push_back({&region, &hole, true});
      }
    }
  }
  return areas;
}

void AddLossOfHoles(const std::vector<FlatArea>& areas, const std::string& kind,
                    std::vector<std::string>& losses) {
  const auto holes = std::count_if(areas.begin(), areas.end(),
                                   [](const FlatArea& a) { return a.hole; });
  if (holes == 0) return;
  losses.push_back(
      fmt::format("{} hole(s) are areas of their own, of the {} \"{}\": read "
                  "the file back with --exclude {}",
                  holes, kind, kHoleClass, kHoleClass));
}

}  // namespace cellquant::core
