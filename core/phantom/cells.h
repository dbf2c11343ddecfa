// The cells of a phantom: which lie in a piece of it, exactly.
//
// Candidates stand on a square lattice of 6 um pitch (27,800 per mm2), each
// shifted at random within its lattice cell. The tissue at its place decides
// whether a candidate becomes a cell, of which type and size. Then candidates
// nearer than 0.9 of their mean diameter compete: the one that outranks all
// its rivals stays, its rivals go, and the rest compete again, three times
// over, in a sheet six times (Matern's second hard-core process, repeated to
// pack more densely). So a cell depends on candidates within 80 um and on
// nothing else, and any rectangle can be populated alone. Endothelial nuclei
// follow the walls of their vessels instead.
#ifndef CELLQUANT_CORE_PHANTOM_CELLS_H_
#define CELLQUANT_CORE_PHANTOM_CELLS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/phantom/scene.h"

namespace cellquant::core {

enum class CellType {
  kSmallLymphocyte,
  kCentroblast,
  kCentrocyte,
  kPlasmaCell,
  kMacrophage,
  kDendritic,  // follicular dendritic cell
  kStromal,    // reticulum cell, fibroblast, fat cell
  kEndothelial,
  kAnucleateProfile,  // of a macrophage; no cell that could be counted
};

// "small_lymphocyte" and so on, as in the truth's column cell_type.
std::string_view CellTypeName(CellType type);

// Lengths in um. The nucleus is an ellipse; the body, in which it may lie
// eccentrically, another of the same direction.
struct PhantomCell {
  MicronPoint nucleus;  // the truth's center
  MicronPoint body;
  CellType type = CellType::kSmallLymphocyte;
  TissueZone zone = TissueZone::kGlass;
  double nucleus_major_um = 3.0;  // half axes; 0 without a nucleus
  double nucleus_minor_um = 3.0;
  double body_major_um = 4.0;
  double body_minor_um = 4.0;
  double cosine = 1.0;  // of the major axes
  double sine = 0.0;
  std::uint64_t key = 0;  // this cell's own random bits
};

// Farther than this from its nucleus no cell draws anything.
inline constexpr double kCellReachUm = 16.0;

// Returns the cells whose nucleus lies in `box`, endothelium first and then by
// the lattice, row by row: the order in a part is that in the whole. The cells
// of a partition add up exactly to their parent's. Thread-safe.
std::vector<PhantomCell> CellsIn(const PhantomScene& scene,
                                 const MicronBox& box);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_CELLS_H_
