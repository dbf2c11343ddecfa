#include "clients/cli/quantify_files.h"

#include <system_error>
#include <vector>

#include "core/annotations/write_annotations.h"
#include "core/base/file.h"
#include "core/formats/areas_geojson.h"
#include "core/formats/cell_output.h"
#include "core/formats/report_json.h"

namespace cellquant::cli {
namespace {

core::Result<void> RemoveOthers(const QuantifyFiles& files) {
  std::vector<std::filesystem::path> others = {files.folder / "report.json"};
  for (const std::string& format : core::CellFormatNames()) {
    if (files.cell_formats.contains(format)) continue;
    others.push_back(files.folder / ("cells." + format));
  }
  for (const std::filesystem::path& other : others) {
    std::error_code error;
    std::filesystem::remove(other, error);
    if (!error) continue;
    return core::Fail(core::ErrorReason::kOutputUnwritable,
                      "cannot replace " + other.string());
  }
  return {};
}

}  // namespace

core::Result<void> WriteFiles(const core::SlideReport& report,
                              const QuantifyFiles& files) {
  CQ_CHECK(RemoveOthers(files));
  core::CellSubject subject = core::SubjectOf(report);
  subject.dicom_image = files.dicom_image;
  for (const std::string& format : files.cell_formats) {
    CQ_ASSIGN(const auto cells,
              core::CellOutput::ToFile(files.folder / ("cells." + format),
                                       format, subject));
    CQ_CHECK(core::WriteCells(report, *cells));
    CQ_CHECK(cells->Finish());
  }
  CQ_CHECK(core::WriteFileAtomically(files.folder / "areas.geojson",
                                     core::AreasGeoJson(report.outlines)));
  CQ_ASSIGN(const core::WrittenAnnotations regions,
            core::WriteAnnotations(core::AnnotationFormat::kGeoJson,
                                   report.drawn_regions, nullptr));
  CQ_CHECK(core::WriteFileAtomically(files.folder / "regions.geojson",
                                     regions.bytes));
  return core::WriteFileAtomically(files.folder / "report.json",
                                   core::ReportText(report));
}

}  // namespace cellquant::cli
