// Which regions hold a cell.
#ifndef CELLQUANT_CORE_REGIONS_REGION_INDEX_H_
#define CELLQUANT_CORE_REGIONS_REGION_INDEX_H_

#include <cstdint>
#include <vector>

#include "core/geometry/membership.h"
#include "core/regions/region.h"

namespace cellquant::core {

// Built once, then thread-safe. Nested and overlapping regions each count
// their own cells.
class RegionIndex {
 public:
  explicit RegionIndex(const std::vector<Region>& regions);

  // Returns the indices of the regions that contain `p`, ascending.
  std::vector<std::uint32_t> RegionsAt(Level0Point p) const;

 private:
  struct Entry {
    Level0Rect bounds;
    Membership membership;
  };
  std::vector<Entry> entries_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REGION_INDEX_H_
