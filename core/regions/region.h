// The areas that a pathologist annotated: cells are counted in these.
#ifndef CELLQUANT_CORE_REGIONS_REGION_H_
#define CELLQUANT_CORE_REGIONS_REGION_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/polygon.h"

namespace cellquant::core {

struct Region {
  std::string id;
  std::string name;            // may be empty
  std::string classification;  // may be empty
  MultiPolygon shape;          // level-0 pixels, normalised
};

// Regions as a file gave them, and what was left out and why.
struct RegionSet {
  std::vector<Region> regions;
  std::vector<std::string> warnings;
};

// Succeeds when every region lies within the slide; a vertex exactly on its
// edge is within. Fails with kRegionOutsideSlide, naming region and vertex.
Result<void> CheckWithinSlide(const std::vector<Region>& regions, Size slide);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REGION_H_
