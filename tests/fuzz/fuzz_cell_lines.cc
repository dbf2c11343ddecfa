// cells.geojsonl.
#include <sstream>

#include "core/formats/cells_geojson_reader.h"
#include "tests/fuzz/cells.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  std::istringstream lines{std::string(cellquant::fuzz::TextOf(data, size))};
  cellquant::fuzz::RequireCells(cellquant::core::CellsFromGeoJsonLines(lines));
  return 0;
}
