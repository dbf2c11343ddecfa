// A connection to a cellquantd.
#ifndef CELLQUANT_CLIENTS_CLI_REMOTE_CONNECTION_H_
#define CELLQUANT_CLIENTS_CLI_REMOTE_CONNECTION_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "cellquant/v1/analysis_service.grpc.pb.h"
#include "cellquant/v1/comparison_service.grpc.pb.h"
#include "core/base/result.h"

namespace cellquant::cli {

// Connects when first used. Not thread-safe.
class Connection {
 public:
  // `address` as gRPC takes it: HOST:PORT or unix:PATH.
  explicit Connection(std::string address);

  v1::AnalysisService::Stub& analyses() { return *analyses_; }
  v1::ComparisonService::Stub& comparisons() { return *comparisons_; }
  const std::string& address() const { return address_; }

  // The error of a failed call: the reason that the server gave; without one,
  // as from the transport, the nearest reason to the gRPC code.
  core::Error ErrorOf(const grpc::Status& status) const;

 private:
  std::string address_;
  std::unique_ptr<v1::AnalysisService::Stub> analyses_;
  std::unique_ptr<v1::ComparisonService::Stub> comparisons_;
};

// Gives up on a call after `time`, so that a command never hangs.
void SetDeadline(grpc::ClientContext& context,
                 std::chrono::seconds time = std::chrono::seconds(60));

// "analyses/" and the rest, which may be there already.
std::string AnalysisName(std::string_view name);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REMOTE_CONNECTION_H_
