// How much of a shape lies in each cell of a lattice.
//
// Areas are those of the polygon itself, not of sampled points: each edge is
// cut where it crosses a line of the lattice, and adds the trapezoid between
// itself and the left side of its cell, and a strip of full width to all cells
// left of that (Green's theorem, area = integral of x dy, as in rasterizers
// that draw by exact coverage). Time is linear in the edges, their crossings
// and the cells of the shape's bounds.
#ifndef CELLQUANT_CORE_GEOMETRY_LATTICE_AREA_H_
#define CELLQUANT_CORE_GEOMETRY_LATTICE_AREA_H_

#include <cstdint>
#include <vector>

#include "core/geometry/polygon.h"

namespace cellquant::core {

// Cell (i, j) covers [i, i+1) x [j, j+1) of these sides, in level-0 pixels,
// from the origin of level 0; the sides need not be whole numbers. Both are
// positive.
struct Lattice {
  double width_px = 1.0;
  double height_px = 1.0;

  std::int64_t Column(double x) const;
  std::int64_t Row(double y) const;
};

// Areas in square level-0 pixels of columns x rows cells, row by row, the first
// of which is cell (first_column, first_row). They are exact but for rounding:
// a cell that the shape does not enter may have a little more or less than 0,
// far below 1e-9 of the cell.
struct LatticeAreas {
  std::int64_t first_column = 0;
  std::int64_t first_row = 0;
  std::int64_t columns = 0;
  std::int64_t rows = 0;
  std::vector<double> px2;

  // The place of cell (i, j) in px2, which must hold it.
  std::size_t Index(std::int64_t i, std::int64_t j) const {
    return static_cast<std::size_t>((j - first_row) * columns + i -
                                    first_column);
  }
};

// Returns the areas of a valid shape in all cells that its bounds meet; they
// add up to AreaPx2. A shape without points has no cells. Thread-safe.
LatticeAreas AreasWithin(const MultiPolygon& shape, const Lattice& lattice);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_GEOMETRY_LATTICE_AREA_H_
