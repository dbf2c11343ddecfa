// Which cells live in which tissue, and how large they are.
#ifndef CELLQUANT_CORE_PHANTOM_POPULATION_H_
#define CELLQUANT_CORE_PHANTOM_POPULATION_H_

#include <optional>

#include "core/phantom/cells.h"
#include "core/phantom/hash_random.h"

namespace cellquant::core {

// Draws the type of a candidate at `p`; nothing where it becomes no cell.
std::optional<CellType> DrawCellType(const PhantomScene& scene, TissueZone zone,
                                     MicronPoint p, HashRandom& random);

// Draws the half axes of nucleus and body for the cell's type. Returns the
// radius within which it keeps others off, in um.
double DrawShape(const PhantomOptions& options, PhantomCell& cell,
                 HashRandom& random);

// Whether cells of this zone belong to a sheet, where there is one.
bool IsInSheet(const PhantomOptions& options, TissueZone zone);

// Sets the body round the nucleus, to one side of it in plasma cells and
// macrophages. The cell must have its shape and direction.
void PlaceBody(PhantomCell& cell, HashRandom& random);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_POPULATION_H_
