// What `cellquant quantify` leaves behind.
#ifndef CELLQUANT_CLIENTS_CLI_QUANTIFY_FILES_H_
#define CELLQUANT_CLIENTS_CLI_QUANTIFY_FILES_H_

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "core/base/result.h"
#include "core/dicom/image.h"
#include "core/regions/report.h"

namespace cellquant::cli {

struct QuantifyFiles {
  std::filesystem::path folder;
  std::set<std::string> cell_formats;                // of core::CellFormatNames
  std::optional<core::DicomImage> dicom_image = {};  // for cells.dcm
};

// Writes cells, areas.geojson, regions.geojson and, last, report.json: where
// that stands, the result is complete. Cells of an earlier run in formats that
// this one does not write are removed: they must not stand beside a report that
// they do not belong to. Fails with kOutputUnwritable.
core::Result<void> WriteFiles(const core::SlideReport& report,
                              const QuantifyFiles& files);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_QUANTIFY_FILES_H_
