// Comparisons made by a server.
#ifndef CELLQUANT_CLIENTS_CLI_REMOTE_COMPARISONS_H_
#define CELLQUANT_CLIENTS_CLI_REMOTE_COMPARISONS_H_

#include <string>
#include <vector>

#include "cellquant/v1/comparison_service.pb.h"
#include "core/base/result.h"

namespace cellquant::cli {

// Asks the server at `address` for a comparison. Fails with the server's
// reason.
core::Result<v1::Comparison> CreateComparison(
    const std::string& address, const v1::CreateComparisonRequest& request);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REMOTE_COMPARISONS_H_
