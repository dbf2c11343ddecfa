// Waiting for an analysis to end.
#ifndef CELLQUANT_CLIENTS_CLI_REMOTE_WATCH_H_
#define CELLQUANT_CLIENTS_CLI_REMOTE_WATCH_H_

#include <string>

#include "cellquant/v1/analysis_service.pb.h"
#include "clients/cli/remote/connection.h"
#include "core/base/result.h"

namespace cellquant::cli {

// Follows an analysis to its end, with a progress bar on a terminal, and
// returns it once it has succeeded. An analysis that failed is its error, a
// cancelled one is kCancelled. When the connection is lost first, the error
// says so and names the analysis, which goes on without us.
core::Result<v1::Analysis> WaitForEnd(Connection& connection,
                                      const std::string& name);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REMOTE_WATCH_H_
