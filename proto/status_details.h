// The content of the trailer grpc-status-details-bin: a google.rpc.Status with
// one google.rpc.ErrorInfo, as other languages' gRPC libraries read it.
#ifndef CELLQUANT_PROTO_STATUS_DETAILS_H_
#define CELLQUANT_PROTO_STATUS_DETAILS_H_

#include <grpcpp/support/status.h>

#include <optional>
#include <string>

#include "cellquant/v1/error_info.pb.h"

namespace cellquant::wire {

// Returns the trailer's bytes for a status of `code` and `message`.
std::string EncodeStatusDetails(grpc::StatusCode code,
                                const std::string& message,
                                const v1::ErrorInfo& info);

// Returns the ErrorInfo that a failed call carried; nothing when it carried
// none, as errors of the transport do not.
std::optional<v1::ErrorInfo> DecodeStatusDetails(const grpc::Status& status);

}  // namespace cellquant::wire

#endif  // CELLQUANT_PROTO_STATUS_DETAILS_H_
