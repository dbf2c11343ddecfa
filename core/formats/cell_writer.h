// Where counted cells go: one file, one cell after the other.
//
// A writer holds no more than it must (cells.csv and GeoJSON: one cell), so
// that a million cells cost no memory. Not thread-safe.
#ifndef CELLQUANT_CORE_FORMATS_CELL_WRITER_H_
#define CELLQUANT_CORE_FORMATS_CELL_WRITER_H_

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/cells/cell.h"
#include "core/regions/report.h"

namespace cellquant::core {

class CellWriter {
 public:
  virtual ~CellWriter() = default;

  // Adds one cell, which lies in the regions of these ids. Fails with
  // kOutputUnwritable.
  virtual Result<void> Write(
      const Cell& cell, const std::vector<std::string_view>& region_ids) = 0;

  // Ends the file; without this it is not complete. Fails with
  // kOutputUnwritable.
  virtual Result<void> Finish() = 0;
};

// Writes the cells of a report in its order; does not finish. Fails as Write.
Result<void> WriteCells(const SlideReport& report, CellWriter& writer);

// Fails with kOutputUnwritable when `out` has failed.
Result<void> CheckWritten(const std::ostream& out);

// "a;b;c", as cells carry the ids of their regions.
std::string JoinedIds(const std::vector<std::string_view>& region_ids);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CELL_WRITER_H_
