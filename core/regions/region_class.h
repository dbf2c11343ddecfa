// The classes of regions: what a comparison between slides is made of.
//
// A region belongs to the class of its classification or, where its file knows
// names only, of its name; with neither it is "unnamed". Regions of the
// negative control are a class apart.
#ifndef CELLQUANT_CORE_REGIONS_REGION_CLASS_H_
#define CELLQUANT_CORE_REGIONS_REGION_CLASS_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/regions/areas.h"
#include "core/regions/region_group.h"
#include "core/regions/report.h"

namespace cellquant::core {

struct RegionClass {
  std::string name;  // classification or name
  bool negative_control = false;
  RegionIndices members;  // ascending
  RegionGroup group;      // their union, without cells
};

// Returns the name of the class of a region: its classification, else its name,
// else "unnamed". Thread-safe.
std::string ClassNameOf(const std::string& classification,
                        const std::string& name);

// Returns the classes of `regions` by name, the negative control after others
// of its name. `negative_control` is the classification or name of its regions,
// empty: there is none. Fails as UnionOf. Pure and thread-safe.
Result<std::vector<RegionClass>> ClassesOf(const RegionSet& regions,
                                           const std::string& negative_control,
                                           MicronsPerPixel mpp);

// Returns for each of `classes` its report, without the interval of its blocks:
// what was measured of it (`areas`, one for each class) with the cells of
// `report` in it, each once. Blocks have the bootstrap's side. Pure and
// thread-safe.
std::vector<ClassReport> CountClasses(const std::vector<RegionClass>& classes,
                                      std::vector<ClassAreas> areas,
                                      const SlideReport& report);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REGION_CLASS_H_
