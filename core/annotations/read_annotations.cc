#include "core/annotations/read_annotations.h"

#include <fmt/format.h>

#include <iterator>
#include <set>
#include <utility>

#include "core/annotations/check.h"
#include "core/base/gzip.h"
#include "core/base/sha256.h"

namespace cellquant::core {
namespace {

Result<Drawings> ReadDrawings(AnnotationFormat format, std::string_view bytes,
                              const SlideInfo* slide) {
  switch (format) {
    case AnnotationFormat::kGeoJson:
      return ReadGeoJson(bytes, slide);
    case AnnotationFormat::kAperio:
      return ReadAperio(bytes, slide);
    case AnnotationFormat::kHalo:
      return ReadHalo(bytes, slide);
    case AnnotationFormat::kNdpa:
      return ReadNdpa(bytes, slide);
    case AnnotationFormat::kAsap:
      return ReadAsap(bytes, slide);
    case AnnotationFormat::kDicom:
      return ReadDicom(bytes, slide);
  }
  return Fail(ErrorReason::kRegionsUnreadable, "no reader");
}

Result<std::vector<Region>> RegionsOf(std::vector<Drawing> areas) {
  std::vector<Region> regions;
  std::set<std::string> ids;
  for (Drawing& area : areas) {
    if (!area.id.empty() && !ids.insert(area.id).second) {
      return Fail(ErrorReason::kRegionInvalid,
                  area.place + ": another area has the same id " + area.id);
    }
    if (area.id.empty()) area.id = fmt::format("region-{}", regions.size() + 1);
    regions.push_back({std::move(area.id), std::move(area.name),
                       std::move(area.classification), std::move(area.shape),
                       area.color, std::move(area.annotated_by),
                       std::move(area.annotated_at)});
  }
  return regions;
}

// The bytes as they are, or from `buffer` if gzip packed them.
Result<std::string_view> Unpacked(std::string_view given, std::string& buffer) {
  if (!IsGzip(given)) return given;
  auto unpacked = Gunzip(given, kMaxAnnotationBytes);
  if (!unpacked) {
    return Fail(
        ErrorReason::kRegionsUnreadable,
        "the annotations cannot be unpacked: " + unpacked.error().message);
  }
  buffer = *std::move(unpacked);
  return buffer;
}

template <class T>
void Append(std::vector<T> from, std::vector<T>& to) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

}  // namespace

Result<AnnotationFile> ReadAnnotations(std::string_view given,
                                       const ReadAnnotationsOptions& options) {
  std::string unpacked;
  CQ_ASSIGN(const std::string_view bytes, Unpacked(given, unpacked));
  if (bytes.size() > kMaxAnnotationBytes) {
    return Fail(ErrorReason::kRegionsUnreadable,
                "the annotations are larger than 64 MiB");
  }
  const auto format = DetectAnnotationFormat(bytes);
  if (!format) {
    return Fail(ErrorReason::kRegionsUnreadable,
                "the annotations are in no known format: neither GeoJSON nor "
                "ImageScope, HALO, NDPA or ASAP XML nor DICOM");
  }
  CQ_ASSIGN(Drawings drawn, ReadDrawings(*format, bytes, options.slide));
  CQ_ASSIGN(CheckedDrawings checked,
            CheckDrawings(std::move(drawn.areas), options.repair));

  AnnotationFile file{*format, Sha256(given)};
  CQ_ASSIGN(file.regions, RegionsOf(std::move(checked.areas)));
  file.repairs = std::move(checked.repairs);
  file.warnings = std::move(drawn.warnings);
  Append(std::move(checked.warnings), file.warnings);
  file.problems = std::move(drawn.problems);
  Append(std::move(checked.problems), file.problems);
  return file;
}

}  // namespace cellquant::core
