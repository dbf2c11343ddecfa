// The phantom's annotated regions, and their file.
#ifndef CELLQUANT_CORE_PHANTOM_REGIONS_GEOJSON_H_
#define CELLQUANT_CORE_PHANTOM_REGIONS_GEOJSON_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry/polygon.h"
#include "core/phantom/scene.h"

namespace cellquant::core {

struct PhantomRegion {
  std::string id;              // a UUID that follows from the seed
  std::string name;            // "Follicle 3"
  std::string classification;  // "Follicle"
  std::array<int, 3> color{};
  MultiPolygon shape;                   // level-0 px, to two decimals
  std::optional<double> area_mm2 = {};  // written where it is given
};

// Returns the regions of the scene, at most 28: the whole lymph node; the
// paracortex, with medulla and follicles as holes; the medulla; up to 20
// follicles; and before therapy the germinal centers of the first five. They
// overlap on purpose: each region counts its own. All are valid and inside the
// slide. Thread-safe.
std::vector<PhantomRegion> RegionsOf(const PhantomScene& scene);

// The files that regions are written to; ids differ between them.
enum class PhantomFile { kRegions = 0, kArtifacts = 1, kMeshwork = 2 };

// Returns the id of region `index` of a file: a random UUID (version 4,
// variant 1 of RFC 4122) whose bits follow from the seed.
std::string PhantomRegionId(const PhantomScene& scene, PhantomFile file,
                            std::int64_t index);

// Returns an outline in level-0 px, to two decimals.
Ring PhantomRing(const PhantomScene& scene,
                 const std::vector<MicronPoint>& outline);

// Returns the regions as a GeoJSON FeatureCollection in the form that QuPath
// writes and reads: annotations with a classification and a color, rings
// closed, coordinates in level-0 px.
std::string ToGeoJson(const std::vector<PhantomRegion>& regions);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_REGIONS_GEOJSON_H_
