#include "clients/cli/remote/watch.h"

#include <fmt/format.h>

#include "clients/cli/progress_bar.h"

namespace cellquant::cli {
namespace {

using core::Error;
using core::ErrorReason;
using v1::Analysis;

Error LostError(const Connection& connection, const std::string& name,
                const std::string& why) {
  return {ErrorReason::kUnavailable,
          fmt::format("connection lost while waiting for {} ({}); the "
                      "analysis is kept: cellquant watch --server {} {}",
                      name, why, connection.address(), name)};
}

core::Result<Analysis> Outcome(Analysis last) {
  if (last.state() == Analysis::STATE_FAILED) {
    return core::Fail(
        core::ReasonFromName(last.error().reason()),
        fmt::format("{} failed: {}", last.name(), last.error().message()));
  }
  if (last.state() == Analysis::STATE_CANCELLED) {
    return core::Fail(ErrorReason::kCancelled, last.name() + " was cancelled");
  }
  return last;
}

bool HasEnded(const Analysis& analysis) {
  return analysis.state() == Analysis::STATE_SUCCEEDED ||
         analysis.state() == Analysis::STATE_FAILED ||
         analysis.state() == Analysis::STATE_CANCELLED;
}

}  // namespace

core::Result<Analysis> WaitForEnd(Connection& connection,
                                  const std::string& name) {
  grpc::ClientContext context;
  v1::WatchAnalysisRequest request;
  request.set_name(name);
  const auto stream = connection.analyses().WatchAnalysis(&context, request);
  Analysis last;
  {
    ProgressBar bar("counting");
    Analysis next;
    while (stream->Read(&next)) {
      last = next;
      bar.Update(last.progress_percent(), 100);
    }
  }
  const grpc::Status status = stream->Finish();
  if (HasEnded(last)) return Outcome(std::move(last));
  Error error = status.ok() ? Error{ErrorReason::kUnavailable, "stream ended"}
                            : connection.ErrorOf(status);
  if (error.reason == ErrorReason::kUnavailable) {
    error = LostError(connection, name, error.message);
  }
  return tl::unexpected(std::move(error));
}

}  // namespace cellquant::cli
