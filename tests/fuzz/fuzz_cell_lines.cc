// cells.geojsonl: every cell that was read has a place, and its outline holds.
#include <cmath>
#include <sstream>

#include "core/formats/cells_geojson_reader.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using cellquant::core::NucleusOutline;
  using cellquant::fuzz::Require;
  std::istringstream lines{std::string(cellquant::fuzz::TextOf(data, size))};
  const auto cells = cellquant::core::CellsFromGeoJsonLines(lines);
  if (!cells) {
    Require(!cells.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  for (const cellquant::core::Cell& cell : *cells) {
    Require(std::isfinite(cell.centroid.x) && std::isfinite(cell.centroid.y),
            "a cell's place is finite");
    cell.outline.Shape();
  }
  return 0;
}
