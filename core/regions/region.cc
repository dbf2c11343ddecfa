#include "core/regions/region.h"

#include <fmt/format.h>

namespace cellquant::core {

Result<void> CheckWithinSlide(const std::vector<Region>& regions, Size slide) {
  const auto width = static_cast<double>(slide.width);
  const auto height = static_cast<double>(slide.height);
  for (const Region& region : regions) {
    for (const Polygon& part : region.shape) {
      for (const Level0Point& p : part.exterior) {
        if (p.x >= 0.0 && p.y >= 0.0 && p.x <= width && p.y <= height) continue;
        return Fail(
            ErrorReason::kRegionOutsideSlide,
            fmt::format("region {} has a vertex at ({}, {}), outside the slide "
                        "of {} x {} px",
                        region.id, p.x, p.y, slide.width, slide.height));
      }
    }
  }
  return {};
}

}  // namespace cellquant::core
