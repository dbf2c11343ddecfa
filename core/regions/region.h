// The areas that a pathologist annotated: cells are counted in these.
#ifndef CELLQUANT_CORE_REGIONS_REGION_H_
#define CELLQUANT_CORE_REGIONS_REGION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/polygon.h"

namespace cellquant::core {

struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend bool operator==(const Color&, const Color&) = default;
};

struct Region {
  std::string id;
  std::string name;            // may be empty
  std::string classification;  // may be empty
  MultiPolygon shape;          // level-0 pixels, normalised
  std::optional<Color> color = {};
  std::string annotated_by = {};  // as the file says; may be empty
  std::string annotated_at = {};  // RFC 3339, as the file says; may be empty
  double excluded_px2 = 0.0;      // taken off the shape by excluded areas
  friend bool operator==(const Region&, const Region&) = default;
};

// The file that regions come from, and what was made of it.
struct AnnotationSource {
  std::string format;                // "geojson", "aperio", ...
  std::string sha256;                // of the file as given
  std::vector<std::string> include;  // classes or names; empty: all others
  std::vector<std::string> exclude;
  std::vector<std::string> repairs;  // what was repaired, on request
  std::string annotated_by = {};     // as the caller says; may be empty
  std::string annotated_at = {};     // RFC 3339; may be empty
};

// Regions to count in, what was left out and why, and where they come from;
// without a source they were not read from a file.
struct RegionSet {
  std::vector<Region> regions;
  std::vector<std::string> warnings;
  std::optional<AnnotationSource> source = {};
};

// Succeeds when every region lies within the slide; a vertex exactly on its
// edge is within. Fails with kRegionOutsideSlide, naming region and vertex.
Result<void> CheckWithinSlide(const std::vector<Region>& regions, Size slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REGION_H_
