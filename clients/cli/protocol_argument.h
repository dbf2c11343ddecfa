// A protocol as a user names it: by its id, or as a file of their own.
#ifndef CELLQUANT_CLIENTS_CLI_PROTOCOL_ARGUMENT_H_
#define CELLQUANT_CLIENTS_CLI_PROTOCOL_ARGUMENT_H_

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/protocol/protocol.h"

namespace cellquant::cli {

struct ProtocolWithText {
  core::Protocol protocol;
  std::string yaml;  // what it was read from
};

// True for what ends in .yaml or .yml, or has a folder: "mine.yaml", "./mine".
bool IsProtocolFile(std::string_view name);

// Returns the protocol in a file. Fails as core::ReadFile and
// core::ProtocolFromYaml; its messages name the file as `path` does.
core::Result<ProtocolWithText> ReadProtocolFile(const std::string& path);

// Returns the protocol in a file to measure by. Fails as ReadProtocolFile and
// core::ProtocolVersions: a report would name a version that it is not.
core::Result<ProtocolWithText> CheckedProtocolFile(const std::string& path);

// Returns the protocol in a file, or the one that came with the program under
// that id. Fails as ReadProtocolFile and core::ProtocolCatalog::Find.
core::Result<ProtocolWithText> FindProtocol(const std::string& name);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_PROTOCOL_ARGUMENT_H_
