// Messages as JSON and back: the one mapping that server and client share.
//
// Fields keep the names of the .proto files (snake_case), and fields at their
// default are written out, so that a report printed by a client is the same
// object as the report.json that the engine writes. Fields declared `optional`
// and messages that are not set stay away.
#ifndef CELLQUANT_PROTO_MESSAGE_JSON_H_
#define CELLQUANT_PROTO_MESSAGE_JSON_H_

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace cellquant::wire {

// Returns `message` as one line of JSON.
std::string ToJson(const google::protobuf::Message& message);

// Fills `message`, which must be empty, from JSON; an unknown field is an
// error. Returns what was wrong.
tl::expected<void, std::string> MergeJson(std::string_view json,
                                          google::protobuf::Message* message);

// Returns the message that `json` describes, or what was wrong with it.
template <class M>
tl::expected<M, std::string> FromJson(std::string_view json) {
  M message;
  if (auto merged = MergeJson(json, &message); !merged) {
    return tl::unexpected(merged.error());
  }
  return message;
}

}  // namespace cellquant::wire

#endif  // CELLQUANT_PROTO_MESSAGE_JSON_H_
