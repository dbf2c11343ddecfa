#include "core/annotations/write_annotations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/annotations/reader.h"
#include "core/annotations/regions_to_count.h"

namespace cellquant::core {
namespace {

// Whole nanometers move the outline of a small region by that much.
constexpr double kMostChanged = 1e-3;

Result<WrittenAnnotations> Write(AnnotationFormat format,
                                 const Regions& regions,
                                 const SlideInfo* slide) {
  switch (format) {
    case AnnotationFormat::kGeoJson:
      return WriteGeoJson(regions, slide);
    case AnnotationFormat::kAperio:
      return WriteAperio(regions, slide);
    case AnnotationFormat::kHalo:
      return WriteHalo(regions, slide);
    case AnnotationFormat::kNdpa:
      return WriteNdpa(regions, slide);
    case AnnotationFormat::kAsap:
      return WriteAsap(regions, slide);
    case AnnotationFormat::kDicom:
      return WriteDicom(regions, slide);
  }
  return Fail(ErrorReason::kInternal, "no such format");
}

// Where holes were written apart. A class of that name of the caller's own
// would be taken off too: then the areas differ, and it is said.
RegionRoles HolesExcluded(AnnotationFormat format, const Regions& regions) {
  if (format == AnnotationFormat::kGeoJson ||
      format == AnnotationFormat::kAperio ||
      format == AnnotationFormat::kHalo) {
    return {};
  }
  const bool none =
      std::all_of(regions.begin(), regions.end(), [](const Region& region) {
        return std::all_of(region.shape.begin(), region.shape.end(),
                           [](const Polygon& p) { return p.holes.empty(); });
      });
  if (none) return {};
  return {{}, {std::string(kHoleClass)}};
}

double TotalPx2(const Regions& regions) {
  return std::accumulate(regions.begin(), regions.end(), 0.0,
                         [](double sum, const Region& region) {
                           return sum + AreaPx2(region.shape);
                         });
}

}  // namespace

Result<WrittenAnnotations> WriteAnnotations(AnnotationFormat format,
                                            const Regions& regions,
                                            const SlideInfo* slide) {
  CQ_ASSIGN(WrittenAnnotations written, Write(format, regions, slide));
  if (written.bytes.size() > kMaxAnnotationBytes) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("as {} the regions are larger than the 64 MiB that "
                            "can be read back",
                            AnnotationFormatName(format)));
  }
  if (regions.empty()) return written;
  CQ_ASSIGN(
      const RegionSet back,
      RegionsToCount(written.bytes, {HolesExcluded(format, regions)}, slide));
  const double before = TotalPx2(regions);
  const double after = TotalPx2(back.regions);
  if (std::abs(after - before) <= kMostChanged * before) return written;
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("as {} the regions would have {} px2 in place of {}",
                          AnnotationFormatName(format), after, before));
}

}  // namespace cellquant::core
