// A page for each patient of a cohort.
#ifndef CELLQUANT_CLIENTS_CLI_COHORT_PAGES_H_
#define CELLQUANT_CLIENTS_CLI_COHORT_PAGES_H_

#include <cstddef>
#include <filesystem>

#include "core/base/result.h"
#include "core/compare/cohort.h"

namespace cellquant::cli {

// Writes FOLDER/PATIENT.html for each patient that has a comparison, the others
// as faint lines behind, and removes the pages that an earlier run left there;
// other files are not touched. Returns how many were written. Fails as
// core::ComparisonPage, and with kOutputUnwritable.
core::Result<std::size_t> WritePages(const core::Cohort& cohort,
                                     const std::filesystem::path& folder);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_COHORT_PAGES_H_
