#include "core/regions/region_index.h"

namespace cellquant::core {

RegionIndex::RegionIndex(const std::vector<Region>& regions) {
  for (const Region& region : regions) {
    entries_.push_back({Bounds(region.shape), Membership(region.shape)});
  }
}

std::vector<std::uint32_t> RegionIndex::RegionsAt(Level0Point p) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].bounds.Contains(p) && entries_[i].membership.Contains(p)) {
      found.push_back(i);
    }
  }
  return found;
}

}  // namespace cellquant::core
