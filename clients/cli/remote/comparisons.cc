#include "clients/cli/remote/comparisons.h"

#include "clients/cli/remote/connection.h"

namespace cellquant::cli {

core::Result<v1::Comparison> CreateComparison(
    const std::string& address, const v1::CreateComparisonRequest& request) {
  Connection connection(address);
  grpc::ClientContext context;
  SetDeadline(context);
  v1::Comparison comparison;
  const grpc::Status status =
      connection.comparisons().CreateComparison(&context, request, &comparison);
  if (!status.ok()) return tl::unexpected(connection.ErrorOf(status));
  return comparison;
}

}  // namespace cellquant::cli
