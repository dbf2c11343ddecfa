// What holds for cells from any file.
#ifndef CELLQUANT_TESTS_FUZZ_CELLS_H_
#define CELLQUANT_TESTS_FUZZ_CELLS_H_

#include <cmath>
#include <vector>

#include "core/base/result.h"
#include "core/cells/cell.h"
#include "tests/fuzz/require.h"

namespace cellquant::fuzz {

// Every cell that was read has a place, and an outline that can be drawn.
inline void RequireCells(const core::Result<std::vector<core::Cell>>& cells) {
  if (!cells) {
    Require(!cells.error().message.empty(), "an error says what is wrong");
    return;
  }
  for (const core::Cell& cell : *cells) {
    Require(std::isfinite(cell.centroid.x) && std::isfinite(cell.centroid.y),
            "a cell's place is finite");
    Require(cell.outline.Shape().empty() == cell.outline.empty(),
            "an outline has a shape");
  }
}

}  // namespace cellquant::fuzz

#endif  // CELLQUANT_TESTS_FUZZ_CELLS_H_
