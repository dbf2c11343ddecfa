#include "core/formats/cell_output.h"

#include <fmt/format.h>

#include <utility>

#include "core/formats/cells_csv.h"
#include "core/formats/cells_dicom.h"
#include "core/formats/cells_geojson.h"

namespace cellquant::core {
namespace {

constexpr std::string_view kGzipEnding = ".gz";

Result<std::unique_ptr<CellWriter>> MakeGeoJsonWriter(
    std::ostream& out, GeoJsonLayout layout, const CellSubject& subject) {
  auto writer =
      std::make_unique<GeoJsonCellWriter>(out, layout, subject.slide_sha256);
  for (std::size_t i = 0; i < subject.regions.size(); ++i) {
    CQ_CHECK(
        writer->WriteRegion(subject.regions[i], subject.region_reports[i]));
  }
  return std::unique_ptr<CellWriter>(std::move(writer));
}

// The one place that knows the writers. A new one has its name in
// CellFormatNames too.
Result<std::unique_ptr<CellWriter>> MakeCellWriter(std::string_view format,
                                                   std::ostream& out,
                                                   const CellSubject& subject) {
  if (format == "csv") {
    return std::unique_ptr<CellWriter>(std::make_unique<CsvCellWriter>(out));
  }
  if (format == "geojson") {
    return MakeGeoJsonWriter(out, GeoJsonLayout::kCollection, subject);
  }
  if (format == "geojsonl") {
    return MakeGeoJsonWriter(out, GeoJsonLayout::kLines, subject);
  }
  if (format == "dcm") {
    return std::unique_ptr<CellWriter>(std::make_unique<DicomCellWriter>(
        out, CellsDicomOptions{.slide_sha256 = subject.slide_sha256,
                               .protocol_id = subject.protocol_id,
                               .protocol_version = subject.protocol_version,
                               .marker = subject.marker,
                               .detector = subject.detector,
                               .analyzed_at = subject.analyzed_at,
                               .image = subject.dicom_image}));
  }
  return Fail(ErrorReason::kInvalidArgument,
              fmt::format("\"{}\" is no format of cells", format));
}

}  // namespace

const std::vector<std::string>& CellFormatNames() {
  static const std::vector<std::string> names = {
      "csv",      "csv.gz",      "geojson", "geojson.gz",
      "geojsonl", "geojsonl.gz", "dcm"};
  return names;
}

CellSubject SubjectOf(const SlideReport& report) {
  return {.slide_sha256 = report.slide_sha256,
          .protocol_id = report.protocol.id,
          .protocol_version = report.protocol.version,
          .marker = report.protocol.marker,
          .detector = report.detector,
          .regions = report.drawn_regions,
          .region_reports = report.regions};
}

Result<std::unique_ptr<CellOutput>> CellOutput::ToFile(
    const std::filesystem::path& path, std::string_view format,
    const CellSubject& subject) {
  std::unique_ptr<CellOutput> output(new CellOutput);
  CQ_ASSIGN(OutputFile file, OutputFile::Create(path));
  output->file_.emplace(std::move(file));
  CQ_CHECK(output->Open(output->file_->stream(), format, subject));
  return output;
}

Result<std::unique_ptr<CellOutput>> CellOutput::ToStream(
    std::ostream& out, std::string_view format, const CellSubject& subject) {
  std::unique_ptr<CellOutput> output(new CellOutput);
  CQ_CHECK(output->Open(out, format, subject));
  return output;
}

Result<void> CellOutput::Open(std::ostream& out, std::string_view format,
                              const CellSubject& subject) {
  std::ostream* under = &out;
  if (format.ends_with(kGzipEnding)) {
    format.remove_suffix(kGzipEnding.size());
    gzip_ = std::make_unique<GzipStream>(out);
    under = gzip_.get();
  }
  CQ_ASSIGN(writer_, MakeCellWriter(format, *under, subject));
  return {};
}

Result<void> CellOutput::Write(
    const Cell& cell, const std::vector<std::string_view>& region_ids) {
  auto written = writer_->Write(cell, region_ids);
  if (!written && file_) CQ_CHECK(file_->Check());  // knows why
  return written;
}

Result<void> CellOutput::Finish() {
  auto written = writer_->Finish();
  if (written && gzip_) {
    gzip_->Finish();
    written = CheckWritten(*gzip_);
  }
  if (file_) CQ_CHECK(written ? file_->Commit() : file_->Check());
  return written;
}

}  // namespace cellquant::core
