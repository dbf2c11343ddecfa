// areas.geojson: the outlines of what was measured as an area.
#ifndef CELLQUANT_CORE_FORMATS_AREAS_GEOJSON_H_
#define CELLQUANT_CORE_FORMATS_AREAS_GEOJSON_H_

#include <string>
#include <vector>

#include "core/regions/areas.h"

namespace cellquant::core {

// Returns a FeatureCollection as QuPath reads it: a feature for each outline in
// the order given, with its classification; level-0 pixels; a final newline.
std::string AreasGeoJson(const std::vector<AreaOutline>& outlines);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_AREAS_GEOJSON_H_
