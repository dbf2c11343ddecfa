// What each version of a protocol stands for: protocols/versions.json.
//
// A report names its protocol by id and version, and people compare biopsies by
// these names. So a version must never come to mean other numbers: the record
// pins the hash of all parameters (ParametersSha256) of every version that came
// with the program, {"cd138": {"1.1.0": "<SHA-256>"}}. It is kept apart from
// the protocols, where an edit of a number does not reach it, and keeps old
// versions. A new default of a detector, or a new parameter of it, is a new
// version of every protocol, too. tools/record-protocols adds to it.
#ifndef CELLQUANT_CORE_FORMATS_PROTOCOL_VERSIONS_H_
#define CELLQUANT_CORE_FORMATS_PROTOCOL_VERSIONS_H_

#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/protocol/protocol.h"

namespace cellquant::core {

// Immutable, so thread-safe.
class ProtocolVersions {
 public:
  // Reads a record. Fails with kProtocolInvalid.
  static Result<ProtocolVersions> FromJson(std::string_view text);

  // Reads the record that came with the program. Fails as FromJson, and with
  // kFileNotFound or kFileUnreadable.
  static Result<ProtocolVersions> LoadInstalled();

  // True if the protocol's id and version are recorded.
  bool Has(const Protocol& protocol) const;

  // Fails with kProtocolInvalid if the protocol's id and version are recorded
  // with other parameters; `source` names the protocol's file in the message.
  Result<void> Check(const Protocol& protocol, std::string_view source) const;

 private:
  // Hashes by id and version.
  std::map<std::string, std::map<std::string, std::string>> hashes_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_PROTOCOL_VERSIONS_H_
