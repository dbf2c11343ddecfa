// A cell as it is counted.
#ifndef CELLQUANT_CORE_CELLS_CELL_H_
#define CELLQUANT_CORE_CELLS_CELL_H_

#include <string_view>

#include "core/base/units.h"
#include "core/geometry/frames.h"

namespace cellquant::core {

enum class CellClass { kNegative, kPositive };

// "positive" or "negative", as in cells.csv and on the wire.
std::string_view CellClassName(CellClass c);

struct Cell {
  Level0Point centroid;  // of the nucleus
  CellClass classification = CellClass::kNegative;
  SquareMicrometers nucleus_area;
  OpticalDensity dab_nucleus;          // mean within the nucleus
  OpticalDensity dab_cytoplasm;        // median of the band along its edge
  OpticalDensity hematoxylin_nucleus;  // mean within the nucleus
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_CELL_H_
