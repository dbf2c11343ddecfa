// cells.csv: every cell that was read has a place.
#include <cmath>

#include "core/formats/cells_csv.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using cellquant::fuzz::Require;
  const auto cells =
      cellquant::core::CellsFromCsv(cellquant::fuzz::TextOf(data, size));
  if (!cells) {
    Require(!cells.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  for (const cellquant::core::Cell& cell : *cells) {
    Require(std::isfinite(cell.centroid.x) && std::isfinite(cell.centroid.y),
            "a cell's place is finite");
  }
  return 0;
}
