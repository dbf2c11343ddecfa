#include "core/annotations/format.h"

#include <algorithm>

namespace cellquant::core {
namespace {

constexpr std::size_t kLookAtBytes = 64U << 10;

// The first element's name of an XML file; empty when it is none.
std::string_view RootElement(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    if (text.substr(at, 4) == "<!--") {
      at = text.find("-->", at);
      if (at == std::string_view::npos) return {};
      continue;
    }
    const std::string_view rest = text.substr(at + 1);
    if (rest.starts_with('?') || rest.starts_with('!')) continue;
    return rest.substr(0, rest.find_first_of(" \t\r\n/>"));
  }
  return {};
}

// ImageScope and HALO share the root; HALO's vertices are <V>, its types words.
AnnotationFormat AperioOrHalo(std::string_view text) {
  const auto has = [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  };
  const bool halo = has("<V ") || has("HasEndcaps=");
  return halo && !has("<Vertex ") ? AnnotationFormat::kHalo
                                  : AnnotationFormat::kAperio;
}

}  // namespace

std::string_view AnnotationFormatName(AnnotationFormat format) {
  switch (format) {
    case AnnotationFormat::kGeoJson:
      return "geojson";
    case AnnotationFormat::kAperio:
      return "aperio";
    case AnnotationFormat::kHalo:
      return "halo";
    case AnnotationFormat::kNdpa:
      return "ndpa";
    case AnnotationFormat::kAsap:
      return "asap";
    case AnnotationFormat::kDicom:
      return "dicom";
  }
  return "";
}

std::optional<AnnotationFormat> AnnotationFormatFromName(
    std::string_view name) {
  const auto* const found = std::find_if(
      kAnnotationFormats.begin(), kAnnotationFormats.end(),
      [&](AnnotationFormat f) { return AnnotationFormatName(f) == name; });
  if (found == kAnnotationFormats.end()) return std::nullopt;
  return *found;
}

std::optional<AnnotationFormat> DetectAnnotationFormat(std::string_view bytes) {
  if (bytes.size() > 132 && bytes.substr(128, 4) == "DICM") {
    return AnnotationFormat::kDicom;
  }
  std::string_view text = bytes.substr(0, kLookAtBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return std::nullopt;
  if (text[first] == '{' || text[first] == '[') {
    return AnnotationFormat::kGeoJson;
  }
  const std::string_view root = RootElement(text);
  if (root == "Annotations") return AperioOrHalo(text);
  if (root == "annotations") return AnnotationFormat::kNdpa;
  if (root == "ASAP_Annotations") return AnnotationFormat::kAsap;
  return std::nullopt;
}

}  // namespace cellquant::core
