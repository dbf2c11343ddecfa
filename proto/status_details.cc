#include "proto/status_details.h"

#include <string_view>

namespace cellquant::wire {
namespace {

// What readers in other languages look for; our own message has the same
// fields but another name, so Any::PackFrom would write the wrong one.
constexpr std::string_view kErrorInfoUrl =
    "type.googleapis.com/google.rpc.ErrorInfo";

}  // namespace

std::string EncodeStatusDetails(grpc::StatusCode code,
                                const std::string& message,
                                const v1::ErrorInfo& info) {
  v1::ErrorStatus status;
  status.set_code(code);
  status.set_message(message);
  google::protobuf::Any* detail = status.add_details();
  detail->set_type_url(std::string(kErrorInfoUrl));
  detail->set_value(info.SerializeAsString());
  return status.SerializeAsString();
}

std::optional<v1::ErrorInfo> DecodeStatusDetails(const grpc::Status& status) {
  v1::ErrorStatus details;
  if (!details.ParseFromString(status.error_details())) return std::nullopt;
  for (const google::protobuf::Any& detail : details.details()) {
    v1::ErrorInfo info;
    if (detail.type_url() == kErrorInfoUrl &&
        info.ParseFromString(detail.value())) {
      return info;
    }
  }
  return std::nullopt;
}

}  // namespace cellquant::wire
