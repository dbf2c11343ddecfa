// Counted cells as Microscopy Bulk Simple Annotations of DICOM (SOP class
// 1.2.840.10008.5.1.4.1.1.91.1).
//
// A group of points for each class of cells, in the order positive, equivocal,
// negative; a class without cells has none, and a slide without cells has an
// empty group of positive ones. A point is the centroid of a nucleus in level-0
// pixels, rounded to single precision: to 1/128 px at 100,000 px. Figures of
// each cell: area of the nucleus (um2), optical densities, and where the
// detector knows them the probability of the cell and its share of positives.
// Not in it: region ids, vetoes, artifacts (cells.csv has them).
#ifndef CELLQUANT_CORE_FORMATS_CELLS_DICOM_H_
#define CELLQUANT_CORE_FORMATS_CELLS_DICOM_H_

#include <array>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/cells/cell.h"
#include "core/cells/detector.h"
#include "core/dicom/image.h"
#include "core/formats/cell_writer.h"

namespace cellquant::core {

struct CellsDicomOptions {
  std::string slide_sha256;  // derives UIDs where there is no image
  std::string protocol_id;
  std::string protocol_version;
  std::string marker;
  DetectorDescription detector = {};
  // RFC 3339, or empty. Among the algorithm's parameters; as the content's date
  // and time only where `image` has no other offset from UTC.
  std::string analyzed_at = {};
  // The same slide as DICOM; patient, study and specimen are taken from it.
  std::optional<DicomImage> image = {};
};

// Holds 36 bytes for each cell, in vectors that may be twice as long, and
// writes nothing before Finish. The same cells and options make the same bytes.
class DicomCellWriter : public CellWriter {
 public:
  // `out` must live until Finish.
  DicomCellWriter(std::ostream& out, CellsDicomOptions options);

  Result<void> Write(const Cell& cell,
                     const std::vector<std::string_view>& region_ids) override;

  // Fails with kOutputUnwritable. `out` may have half a file then.
  Result<void> Finish() override;

  // The figures of a cell, in the order of their columns.
  static constexpr std::size_t kFigureCount = 7;

 private:
  // Of the cells of one class, in the order they came.
  struct Columns {
    std::vector<float> points = {};  // x, y, x, y, ...
    std::array<std::vector<float>, kFigureCount> figures =
        {};  // NaN: not known
  };

  std::ostream* out_;
  CellsDicomOptions options_;
  std::array<Columns, 3> classes_ = {};  // by CellClass
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CELLS_DICOM_H_
