// A cell as it is counted.
#ifndef CELLQUANT_CORE_CELLS_CELL_H_
#define CELLQUANT_CORE_CELLS_CELL_H_

#include <optional>
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
  // What the network says; nothing from a detector without classes.
  std::optional<double> cell_probability = {};  // that there is a cell
  std::optional<double> class_share = {};       // of it: positive, where the
                                                // protocol looks
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_CELL_H_
