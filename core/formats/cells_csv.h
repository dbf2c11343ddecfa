// cells.csv: a row for each counted cell.
#ifndef CELLQUANT_CORE_FORMATS_CELLS_CSV_H_
#define CELLQUANT_CORE_FORMATS_CELLS_CSV_H_

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/cells/cell.h"
#include "core/formats/cell_writer.h"
#include "core/regions/report.h"

namespace cellquant::core {

// The header line, without its end.
inline constexpr std::string_view kCellsCsvHeader =
    "x_px,y_px,region_ids,classification,nucleus_area_um2,dab_nucleus_od,"
    "dab_membrane_od,dab_cytoplasm_od,hematoxylin_nucleus_od,cell_probability,"
    "class_share,veto,artifact";

// Writes cells.csv: the header at once, then a row for each cell: positions in
// level-0 pixels to 0.01, areas to 0.01 um2, optical densities and shares to
// 0.0001; region ids separated by ";"; empty what the detector does not know,
// and the veto of a cell without one. Region ids hold neither commas nor quotes
// (annotations/read_annotations.h).
class CsvCellWriter : public CellWriter {
 public:
  // `out` must outlive this.
  explicit CsvCellWriter(std::ostream& out);

  Result<void> Write(const Cell& cell,
                     const std::vector<std::string_view>& region_ids) override;
  Result<void> Finish() override;

 private:
  std::ostream& out_;
};

// Returns the hash of a report's cells.csv. Fails as a writer does.
Result<std::string> CellsCsvSha256(const SlideReport& report);

// Reads back what a picture needs of a cells.csv or a truth.csv: the columns
// x_px, y_px and classification, found by name. Fails with kInvalidArgument,
// naming the line.
Result<std::vector<Cell>> CellsFromCsv(std::string_view text);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CELLS_CSV_H_
