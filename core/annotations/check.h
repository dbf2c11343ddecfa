// Whether a drawing is an area, and what is left of it after its holes.
//
// The rules are the same for every format: at least three different vertices,
// every one a place on a slide, no ring that crosses itself or another (by the
// OGC rules), an area above zero. Nothing is repaired unless asked for, and
// then it is said.
#ifndef CELLQUANT_CORE_ANNOTATIONS_CHECK_H_
#define CELLQUANT_CORE_ANNOTATIONS_CHECK_H_

#include <string>
#include <vector>

#include "core/annotations/drawing.h"
#include "core/base/result.h"

namespace cellquant::core {

// Drawings that were checked, their shapes normalised.
struct CheckedDrawings {
  std::vector<Drawing> areas;        // none of them negative
  std::vector<std::string> repairs;  // what was repaired, with the place
  std::vector<std::string> warnings;
  std::vector<Error> problems;  // kRegionInvalid, with the place
};

// Checks each drawing, repairs what is invalid if `repair`, and takes negative
// drawings off those of their layer that they overlap, whatever their order. A
// drawing that lies wholly in one negative one is an island and keeps its area;
// one that several together take off is left out with a warning. What is no
// area becomes a problem and is left out. Fails with kRegionsUnreadable when
// too many negative drawings meet too many others, and with kInternal.
Result<CheckedDrawings> CheckDrawings(std::vector<Drawing> drawings,
                                      bool repair);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_CHECK_H_
