// The slides of a cohort, analysed or found analysed already.
#ifndef CELLQUANT_CLIENTS_CLI_COHORT_SLIDES_H_
#define CELLQUANT_CLIENTS_CLI_COHORT_SLIDES_H_

#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

#include "clients/cli/cohort_rows.h"
#include "clients/cli/detector_options.h"
#include "core/base/error.h"
#include "core/base/result.h"
#include "core/cells/network_model.h"

namespace cellquant::cli {

// Gives each row that is a slide the hash of its file, and checks with it that
// none is the same as another. A slide that cannot be read is left without: it
// fails when its turn comes. Fails as CheckNoneTwice.
core::Result<void> HashSlides(std::vector<CohortRow>& rows);

using Network = std::shared_ptr<const core::NetworkModel>;

struct SlideRun {
  std::size_t analysed = 0;
  std::size_t reused = 0;
  std::vector<core::Error> failures;  // with their lines
};

// Gives each row that is a slide, hashed, its measurement, from
// FOLDER/PATIENT-TIMEPOINT-MARKER as quantify writes it, or the reason why it
// has none. A result that stands there is taken if it is of the same slide,
// pixel size, regions, protocol, specimen, detector and version. A slide that
// fails harms no other. Fails when two rows have the same folder. `network` is
// that of the arguments.
core::Result<SlideRun> MeasureSlides(std::vector<CohortRow>& rows,
                                     const std::filesystem::path& folder,
                                     const DetectorArguments& arguments,
                                     const Network& network);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_COHORT_SLIDES_H_
