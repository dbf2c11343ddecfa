#include "clients/cli/remote/connection.h"

#include <fmt/format.h>
#include <grpc/support/log.h>

#include "core/annotations/reader.h"
#include "proto/status_details.h"

namespace cellquant::cli {
namespace {

using core::ErrorReason;

constexpr int kMaxMessageBytes = 256 << 20;  // a report of very many regions

grpc::ChannelArguments Arguments() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  // A laboratory's server is reached directly, whatever http_proxy says.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  // Notice within a minute when the server's machine is gone.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  return arguments;
}

ErrorReason ReasonOf(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::OUT_OF_RANGE:
      return ErrorReason::kInvalidArgument;
    case grpc::StatusCode::NOT_FOUND:
      return ErrorReason::kNotFound;
    case grpc::StatusCode::ALREADY_EXISTS:
      return ErrorReason::kAlreadyExists;
    case grpc::StatusCode::FAILED_PRECONDITION:
    case grpc::StatusCode::ABORTED:
      return ErrorReason::kFailedPrecondition;
    case grpc::StatusCode::CANCELLED:
      return ErrorReason::kCancelled;
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::PERMISSION_DENIED:
    case grpc::StatusCode::UNAUTHENTICATED:
      return ErrorReason::kUnavailable;
    case grpc::StatusCode::OK:
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::UNIMPLEMENTED:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::DATA_LOSS:
    case grpc::StatusCode::DO_NOT_USE:
      return ErrorReason::kInternal;
  }
  return ErrorReason::kInternal;
}

}  // namespace

Connection::Connection(std::string address) : address_(std::move(address)) {
  // Errors are said once, by the command; gRPC's own lines are not for users.
  gpr_set_log_function([](gpr_log_func_args*) {});
  const auto channel = grpc::CreateCustomChannel(
      address_, grpc::InsecureChannelCredentials(), Arguments());
  analyses_ = v1::AnalysisService::NewStub(channel);
  comparisons_ = v1::ComparisonService::NewStub(channel);
}

core::Error Connection::ErrorOf(const grpc::Status& status) const {
  const auto info = wire::DecodeStatusDetails(status);
  if (!info) {
    return {ReasonOf(status.error_code()),
            fmt::format("server {}: {}", address_, status.error_message())};
  }
  core::Error error{core::ReasonFromName(info->reason()),
                    status.error_message()};
  if (core::ReasonName(error.reason) != info->reason()) {
    // A newer server's reason that this client has no name for.
    error.message = fmt::format("{}: {}", info->reason(), error.message);
  }
  error.metadata.insert(info->metadata().begin(), info->metadata().end());
  return error;
}

void SetDeadline(grpc::ClientContext& context, std::chrono::seconds time) {
  context.set_deadline(std::chrono::system_clock::now() + time);
}

std::string AnalysisName(std::string_view name) {
  constexpr std::string_view kCollection = "analyses/";
  if (name.starts_with(kCollection)) return std::string(name);
  return std::string(kCollection).append(name);
}

}  // namespace cellquant::cli
