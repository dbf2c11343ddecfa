// What `cellquant quantify` left behind, read back.
#ifndef CELLQUANT_CLIENTS_CLI_REPORT_FOLDER_H_
#define CELLQUANT_CLIENTS_CLI_REPORT_FOLDER_H_

#include <filesystem>

#include "core/base/result.h"
#include "core/compare/measurement.h"

namespace cellquant::cli {

// Returns the path of the report that `path` means: the file itself, or the
// report.json of a folder.
std::filesystem::path ReportFile(const std::filesystem::path& path);

// Returns the measurement of a report.json or of a folder that has one; its
// name is `path`. Fails as core::ReadFile and core::MeasurementFromReport.
core::Result<core::SlideMeasurement> ReadMeasurement(
    const std::filesystem::path& path);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REPORT_FOLDER_H_
