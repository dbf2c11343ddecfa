// The formats of annotation files.
#ifndef CELLQUANT_CORE_ANNOTATIONS_FORMAT_H_
#define CELLQUANT_CORE_ANNOTATIONS_FORMAT_H_

#include <array>
#include <optional>
#include <string_view>

namespace cellquant::core {

enum class AnnotationFormat { kGeoJson, kAperio, kHalo, kNdpa, kAsap, kDicom };

inline constexpr std::array kAnnotationFormats = {
    AnnotationFormat::kGeoJson, AnnotationFormat::kAperio,
    AnnotationFormat::kHalo,    AnnotationFormat::kNdpa,
    AnnotationFormat::kAsap,    AnnotationFormat::kDicom};

// "geojson", "aperio", "halo", "ndpa", "asap" or "dicom", as on the command
// line, on the wire and in report.json.
std::string_view AnnotationFormatName(AnnotationFormat format);

// The format of that name; nothing for any other.
std::optional<AnnotationFormat> AnnotationFormatFromName(std::string_view name);

// Returns the format of a file's content, whatever its name is; nothing when
// it is none of them. It looks at the first 64 KiB and checks no more than it
// needs.
std::optional<AnnotationFormat> DetectAnnotationFormat(std::string_view bytes);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_FORMAT_H_
