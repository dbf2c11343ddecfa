// The rows of a manifest, with what they name found and read.
#ifndef CELLQUANT_CLIENTS_CLI_COHORT_ROWS_H_
#define CELLQUANT_CLIENTS_CLI_COHORT_ROWS_H_

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/compare/cohort.h"
#include "core/formats/cohort_manifest.h"
#include "core/protocol/protocol.h"
#include "core/regions/specimen.h"

namespace cellquant::cli {

// A slide to be analysed.
struct CohortSlide {
  std::filesystem::path slide;
  std::string sha256 = {};        // empty: not read yet, or it cannot be
  std::filesystem::path regions;  // empty: all tissue is one region
  core::Protocol protocol;
  core::Specimen specimen;  // with all that the manifest knows
  std::optional<core::MicronsPerPixel> mpp;
};

struct CohortRow {
  core::ManifestRow row;
  // With its measurement, if the row has a report.
  core::CohortEntry entry;
  std::optional<CohortSlide> slide;
};

// Returns the rows of a manifest. All that can be known before the long work is
// checked: files are there, reports, specimens and protocols can be read and
// are of the row's patient, timepoint and marker, and none is the same slide as
// another (CheckNoneTwice). Fails as core::ManifestFromCsv, and with the reason
// of what is wrong, its line first.
core::Result<std::vector<CohortRow>> ReadCohortRows(
    const std::filesystem::path& manifest);

// Succeeds when no slide comes twice for a marker, by the hash where it is
// known and the path otherwise: the same tissue cannot be two patients', or
// before and after. Fails with kManifestInvalid, naming both rows.
core::Result<void> CheckNoneTwice(const std::vector<CohortRow>& rows);

// Returns the error with the row's line before its message.
core::Error OfRow(const core::ManifestRow& row, core::Error error);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_COHORT_ROWS_H_
