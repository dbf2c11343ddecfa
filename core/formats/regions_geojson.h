// Regions from QuPath's GeoJSON, versions 0.2 to 0.6.
//
// Coordinates are level-0 pixels. A file is a FeatureCollection, an array of
// features, or one feature. Polygons and multipolygons become regions; points
// and lines have no area and are skipped with a warning. Nothing is repaired: a
// ring that is too short, not closed, not finite or crosses itself is refused
// by feature, with the place.
#ifndef CELLQUANT_CORE_FORMATS_REGIONS_GEOJSON_H_
#define CELLQUANT_CORE_FORMATS_REGIONS_GEOJSON_H_

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/regions/region.h"

namespace cellquant::core {

inline constexpr std::size_t kMaxGeoJsonBytes = 64U << 20;  // 64 MiB
inline constexpr std::size_t kMaxGeoJsonVertices = 1'000'000;
inline constexpr int kMaxGeoJsonDepth = 64;

// Returns the regions of `text`, normalised, in the order of the file. Fails
// with kRegionsUnreadable, kRegionInvalid (naming the feature, counted from 1)
// or kNoRegions.
Result<RegionSet> RegionsFromGeoJson(std::string_view text);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_REGIONS_GEOJSON_H_
