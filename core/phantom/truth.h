// The exact truth of a phantom: every cell that is drawn, and no other.
#ifndef CELLQUANT_CORE_PHANTOM_TRUTH_H_
#define CELLQUANT_CORE_PHANTOM_TRUTH_H_

#include <cstdint>
#include <filesystem>

#include "core/base/result.h"
#include "core/phantom/cells.h"

namespace cellquant::core {

struct CellCounts {
  std::int64_t all = 0;
  std::int64_t positive = 0;
  friend bool operator==(const CellCounts&, const CellCounts&) = default;
};

// Writes the slide's cells as CSV, one a line, block by block of 512 um in
// reading order, so that memory does not grow with the slide:
//   x_px,y_px,classification,cell_type,zone
// The position is the nucleus's center in level-0 px to two decimals, the
// classification "positive" or "negative". A cell whose center lies in a hole
// is gone with the tissue; one under a fold's second layer, under ink or out
// of focus is listed. A profile without a nucleus is listed with the
// classification "none" and not counted. Fails with kOutputUnwritable.
Result<CellCounts> WriteTruth(const PhantomScene& scene,
                              const std::filesystem::path& path);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_TRUTH_H_
