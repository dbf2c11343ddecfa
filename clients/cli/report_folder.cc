#include "clients/cli/report_folder.h"

#include <cstdint>
#include <system_error>

#include "core/base/file.h"
#include "core/formats/measurement_json.h"

namespace cellquant::cli {
namespace {

constexpr std::uintmax_t kMaxReportBytes = 256U << 20;

}  // namespace

std::filesystem::path ReportFile(const std::filesystem::path& path) {
  std::error_code none;
  return std::filesystem::is_directory(path, none) ? path / "report.json"
                                                   : path;
}

core::Result<core::SlideMeasurement> ReadMeasurement(
    const std::filesystem::path& path) {
  CQ_ASSIGN(const std::string json,
            core::ReadFile(ReportFile(path), kMaxReportBytes));
  return core::MeasurementFromReport(json, path.string());
}

}  // namespace cellquant::cli
