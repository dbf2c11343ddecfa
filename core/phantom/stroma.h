// Blood vessels and fat: the parts of a node without lymphocytes.
//
// Lengths are in um, in the slide's micrometer frame.
#ifndef CELLQUANT_CORE_PHANTOM_STROMA_H_
#define CELLQUANT_CORE_PHANTOM_STROMA_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "core/phantom/star_shape.h"

namespace cellquant::core {

// An elliptical lumen. `filled` with erythrocytes, or empty.
struct Vessel {
  MicronPoint center;
  double major_um = 0.0;  // half axes of the lumen; 0 where there is no vessel
  double minor_um = 0.0;
  double cosine = 1.0;  // of the major axis
  double sine = 0.0;
  bool filled = false;

  // Whether `p` is inside the ellipse grown by `margin_um`.
  bool Contains(MicronPoint p, double margin_um) const;
};

// At most one vessel in each cell of a lattice of 320 um pitch, in the cell's
// middle half, so that a point has one vessel to look at.
class VesselMap {
 public:
  VesselMap() = default;
  // `depth_um` says how far inside vascular tissue a point is; vessels that do
  // not fit are left out.
  VesselMap(std::uint64_t seed, double width_um, double height_um,
            const std::function<double(MicronPoint)>& depth_um);

  // Whether `p` is in a lumen grown by `margin_um`, at most 12.
  bool IsNear(MicronPoint p, double margin_um) const;

  // Vessels whose lattice cell touches the box, in the lattice's order.
  std::vector<Vessel> Near(const MicronBox& box) const;

 private:
  std::int64_t columns_ = 0;
  std::int64_t rows_ = 0;
  std::vector<Vessel> vessels_;
};

// A fat cell's droplet: a disc, cut where the next one begins.
struct Vacuole {
  MicronPoint center;
  double radius_um = 0.0;
};

// The nearest wall between two vacuoles.
struct Septum {
  double distance_um = 0.0;
  double cosine = 1.0;  // direction along the wall
  double sine = 0.0;
};

// Vacuoles that may reach into the box, in the order of their lattice, as if
// there were fat everywhere.
std::vector<Vacuole> VacuolesNear(std::uint64_t seed, const MicronBox& box);

Septum SeptumAt(std::uint64_t seed, MicronPoint p);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_STROMA_H_
