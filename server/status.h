// The core's errors as gRPC statuses (docs/errors.md).
#ifndef CELLQUANT_SERVER_STATUS_H_
#define CELLQUANT_SERVER_STATUS_H_

#include <grpcpp/support/status.h>

#include <exception>
#include <string>
#include <string_view>

#include "core/base/printable_text.h"
#include "core/base/result.h"

namespace cellquant::server {

// The gRPC code of a reason: the one place where they meet.
grpc::StatusCode StatusCodeOf(core::ErrorReason reason);

// Returns the status of `error`: its code, its message, and an ErrorInfo with
// reason and metadata in grpc-status-details-bin. Texts are made valid UTF-8
// on one line and are cut, because a trailer over 8 KiB would replace the
// error by a transport error.
grpc::Status ToStatus(const core::Error& error);

// OK, or the status of the error.
grpc::Status ToStatus(const core::Result<void>& result);

// The error of an exception that a library threw where it should not.
core::Error ErrorOfException(const std::exception& exception);

// Runs a method's body, which returns Result<void>. An exception that escapes
// is a defect and becomes kInternal: a request never ends the server.
template <class Body>
grpc::Status Answer(Body body) {
  try {
    return ToStatus(body());
  } catch (const std::exception& exception) {
    return ToStatus(ErrorOfException(exception));
  }
}

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_STATUS_H_
