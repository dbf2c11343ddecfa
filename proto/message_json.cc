#include "proto/message_json.h"

#include <google/protobuf/util/json_util.h>

#include <stdexcept>

namespace cellquant::wire {

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  const auto status =
      google::protobuf::util::MessageToJsonString(message, &json, options);
  // Only a message with a malformed Any or Timestamp cannot be printed.
  if (!status.ok()) throw std::runtime_error(status.ToString());
  return json;
}

tl::expected<void, std::string> MergeJson(std::string_view json,
                                          google::protobuf::Message* message) {
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), message);
  if (!status.ok()) return tl::unexpected(status.ToString());
  return {};
}

}  // namespace cellquant::wire
