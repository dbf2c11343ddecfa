// cells.csv.
#include "core/formats/cells_csv.h"
#include "tests/fuzz/cells.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  cellquant::fuzz::RequireCells(
      cellquant::core::CellsFromCsv(cellquant::fuzz::TextOf(data, size)));
  return 0;
}
