// Cells back from newline-delimited GeoJSON, for pictures.
#ifndef CELLQUANT_CORE_FORMATS_CELLS_GEOJSON_READER_H_
#define CELLQUANT_CORE_FORMATS_CELLS_GEOJSON_READER_H_

#include <istream>
#include <vector>

#include "core/base/result.h"
#include "core/cells/cell.h"

namespace cellquant::core {

// Reads what a picture needs of a cells.geojsonl (formats/cells_geojson.h),
// line by line: class, outline, and as centroid the outline's center of area,
// which is that of the nucleus's pixels. Regions between the cells are passed
// over. Fails with kInvalidArgument, naming the line.
Result<std::vector<Cell>> CellsFromGeoJsonLines(std::istream& lines);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CELLS_GEOJSON_READER_H_
