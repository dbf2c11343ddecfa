// A cell as it is counted.
#ifndef CELLQUANT_CORE_CELLS_CELL_H_
#define CELLQUANT_CORE_CELLS_CELL_H_

#include <optional>
#include <string_view>

#include "core/base/units.h"
#include "core/cells/measure.h"
#include "core/cells/outline.h"
#include "core/geometry/frames.h"

namespace cellquant::core {

// Equivocal cells are stained, but less than the protocol asks for; they are
// counted apart.
enum class CellClass { kNegative, kPositive, kEquivocal };

// "negative", "positive" or "equivocal", as in cells.csv and on the wire.
std::string_view CellClassName(CellClass c);

// The class of that name; nothing for any other.
std::optional<CellClass> CellClassFromName(std::string_view name);

// Why a cell that was positive by its stain is not counted as positive.
enum class CellVeto { kNone, kMeshwork, kPigment, kNoNucleus };

// "", "meshwork", "pigment" or "no_nucleus", as in cells.csv and on the wire.
std::string_view CellVetoName(CellVeto veto);

// The veto of that name; nothing for any other.
std::optional<CellVeto> CellVetoFromName(std::string_view name);

struct Cell {
  Level0Point centroid;  // of the nucleus
  CellClass classification = CellClass::kNegative;
  SquareMicrometers nucleus_area;
  Measurement measured;
  // What the network says; nothing from a detector without classes.
  std::optional<double> cell_probability = {};  // that there is a cell
  std::optional<double> class_share = {};       // of it: positive, where the
                                                // protocol looks
  // A vetoed cell's classification is kNegative.
  CellVeto veto = CellVeto::kNone;
  // What it lies in, "fold" for example, and whether its place can be
  // evaluated; empty for sound tissue (core/tissue/artifacts.h).
  std::string_view artifact = {};
  bool evaluable = true;
  NucleusOutline outline = {};  // empty where it is not known
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_CELL_H_
