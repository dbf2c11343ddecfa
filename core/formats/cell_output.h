// Cells into a file or a stream, in the format of its name.
#ifndef CELLQUANT_CORE_FORMATS_CELL_OUTPUT_H_
#define CELLQUANT_CORE_FORMATS_CELL_OUTPUT_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/gzip.h"
#include "core/base/output_file.h"
#include "core/base/result.h"
#include "core/cells/detector.h"
#include "core/dicom/image.h"
#include "core/formats/cell_writer.h"
#include "core/regions/region.h"
#include "core/regions/report.h"

namespace cellquant::core {

// The names of the formats, which are also how their files' names end: "csv",
// "geojson", "geojsonl", and each with ".gz"; "dcm", which is one already.
const std::vector<std::string>& CellFormatNames();

// What the cells are of.
struct CellSubject {
  std::string slide_sha256;
  // What has counted them; for DICOM.
  std::string protocol_id = {};
  std::string protocol_version = {};
  std::string marker = {};
  DetectorDescription detector = {};
  std::string analyzed_at = {};  // RFC 3339; empty if nobody knows
  std::optional<DicomImage> dicom_image =
      {};  // the same slide, if there is one
  // For formats that have regions beside the cells; none where their shapes are
  // not known. The reports are in the same order.
  std::span<const Region> regions = {};
  std::span<const RegionReport> region_reports = {};
};

// What the cells of a report are of; it must outlive the subject.
CellSubject SubjectOf(const SlideReport& report);

// A writer with all that it stands on. Not thread-safe.
class CellOutput : public CellWriter {
 public:
  // Writes to a file that appears under its name with Finish: never half of it
  // (base/output_file.h). Fails with kInvalidArgument (no such format) or
  // kOutputUnwritable.
  static Result<std::unique_ptr<CellOutput>> ToFile(
      const std::filesystem::path& path, std::string_view format,
      const CellSubject& subject);

  // The same to a stream, which must outlive the writer.
  static Result<std::unique_ptr<CellOutput>> ToStream(
      std::ostream& out, std::string_view format, const CellSubject& subject);

  Result<void> Write(const Cell& cell,
                     const std::vector<std::string_view>& region_ids) override;
  Result<void> Finish() override;

 private:
  CellOutput() = default;
  Result<void> Open(std::ostream& out, std::string_view format,
                    const CellSubject& subject);

  std::optional<OutputFile> file_;
  std::unique_ptr<GzipStream> gzip_;
  std::unique_ptr<CellWriter> writer_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CELL_OUTPUT_H_
