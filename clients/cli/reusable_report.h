// Whether an analysis that stands on disk is the one that is asked for.
#ifndef CELLQUANT_CLIENTS_CLI_REUSABLE_REPORT_H_
#define CELLQUANT_CLIENTS_CLI_REUSABLE_REPORT_H_

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/units.h"
#include "core/protocol/protocol.h"
#include "core/regions/specimen.h"

namespace cellquant::cli {

// All that an analysis depends on.
struct AnalysisIdentity {
  std::string slide_sha256;
  std::string regions_sha256;  // of the file; empty: no file
  core::Protocol protocol;
  core::Specimen specimen;
  std::optional<core::MicronsPerPixel> mpp;  // as the caller gives it
  std::string detector;
  std::string model_sha256;  // empty without a network
};

// True when `report`, a report.json, is there and is of this analysis, by this
// version of the program. Whether it was altered is not looked at.
bool IsReusable(const std::filesystem::path& report,
                const AnalysisIdentity& identity);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REUSABLE_REPORT_H_
