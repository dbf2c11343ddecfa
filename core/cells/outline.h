// The outline of a nucleus, kept small: a slide has a million of them.
//
// Nuclei are made of pixels, so their outlines run along axes and are kept as
// lengths, in 1/100 level-0 pixels, as GeoJSON writes them. A box mean's
// corners lie on whole pixels and are exact.
#ifndef CELLQUANT_CORE_CELLS_OUTLINE_H_
#define CELLQUANT_CORE_CELLS_OUTLINE_H_

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/polygon.h"

namespace cellquant::core {

class NucleusOutline {
 public:
  NucleusOutline() = default;  // not known

  // Takes a valid shape whose edges turn by a right angle at each vertex,
  // level-0 pixels, and rounds it to 1/100 px.
  explicit NucleusOutline(const MultiPolygon& shape);

  // Reads back Numbers(). Fails with kInvalidArgument when they are not such.
  static Result<NucleusOutline> FromNumbers(
      const std::vector<std::int32_t>& numbers);

  bool empty() const { return bytes_.empty(); }

  // The shape as whole numbers, lengths in 1/100 level-0 px. For each ring: how
  // many edges n it has (even, 4 or more), x and y of its first corner, and n
  // lengths along x, y, x, y ... that lead back to that corner. Outer rings
  // enclose a positive area (polygon.h); each is followed by its holes, which
  // enclose a negative one.
  std::vector<std::int32_t> Numbers() const;

  // Level-0 pixels. Empty when the outline is not known.
  MultiPolygon Shape() const;

  friend bool operator==(const NucleusOutline&,
                         const NucleusOutline&) = default;

 private:
  // Numbers(), the sign in the last bit, seven bits a byte, least first: about
  // two bytes an edge.
  std::vector<std::uint8_t> bytes_;
};

// Returns a shape of outer rings, which enclose a positive area, and holes,
// which enclose a negative one. Each hole goes to the smallest outer ring round
// it, of which there must be one; rings may meet in vertices, not in edges.
MultiPolygon PartsWithHoles(std::vector<Ring> rings);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_OUTLINE_H_
