// The field that shows a region as it is: not the prettiest one.
//
// Candidates are all squares of one size on a lattice of quarters of their
// side, from the origin of level 0, of which at least 99 % lie in the region.
// The one whose density is nearest to the median of all of them is
// representative; of equals the first by row, then column. So nobody chooses,
// and the same region, cells and size give the same field.
#ifndef CELLQUANT_CORE_REGIONS_REPRESENTATIVE_FIELD_H_
#define CELLQUANT_CORE_REGIONS_REPRESENTATIVE_FIELD_H_

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/geometry/polygon.h"

namespace cellquant::core {

// The share of a field that lies in the region, at least.
inline constexpr double kLeastFieldShare = 0.99;

// What x400 shows through an eyepiece of 20 mm: a circle of 0.5 mm, 0.196 mm2.
inline constexpr SquareMillimeters kHighPowerField{0.196};

struct RepresentativeField {
  Level0Rect rect;         // whole pixels; square on the glass
  SquareMillimeters area;  // of the rectangle
  SquareMillimeters area_in_region;
  std::uint32_t count = 0;  // cells in the field and the region
  CellsPerSquareMillimeter density;
  CellsPerSquareMillimeter median;  // of the candidates
  std::size_t candidates = 0;
  bool smaller_than_asked = false;  // the region has no room for it
};

// Returns the representative field of `area` for cells at `places` (centroids,
// level-0 pixels) in a valid shape. Where no field of that area fits, sides are
// shortened by 5 % until one does; fails with kNotFound when not even one of
// 50 um fits, and with kInvalidArgument for an area that is not 0.0025 to 4 mm2
// or a pixel size that is not positive. Pure and thread-safe.
Result<RepresentativeField> FindRepresentativeField(
    const MultiPolygon& shape, const std::vector<Level0Point>& places,
    MicronsPerPixel mpp, SquareMillimeters area = kHighPowerField);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_REPRESENTATIVE_FIELD_H_
