// Protocol files: protocols/*.yaml, documented by the comments in them.
#ifndef CELLQUANT_CORE_FORMATS_PROTOCOL_YAML_H_
#define CELLQUANT_CORE_FORMATS_PROTOCOL_YAML_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/protocol/protocol.h"

namespace cellquant::core {

// Larger protocol files are refused.
inline constexpr std::uintmax_t kMaxProtocolBytes = 1U << 20;

// Returns the protocol that `text` describes. Unknown keys, missing keys,
// values out of range and texts that cannot be printed fail with
// kProtocolInvalid, giving `source`, line and column.
Result<Protocol> ProtocolFromYaml(std::string_view text,
                                  std::string_view source);

// The protocols of one folder.
class ProtocolCatalog {
 public:
  // Reads every .yaml file of `folder`; the file's name must be its id. Fails
  // as ProtocolFromYaml, and with kFileNotFound for a folder without any.
  static Result<ProtocolCatalog> Load(const std::filesystem::path& folder);

  // Reads the protocols that came with the program.
  static Result<ProtocolCatalog> LoadInstalled();

  // Returns a protocol, or kProtocolNotFound naming the ones there are; for
  // what a protocol says must not be counted, kInvalidArgument with the reason.
  Result<Protocol> Find(std::string_view id) const;

  // Returns the text of the protocol's file; the id must exist.
  const std::string& Text(std::string_view id) const;

  // By id.
  const std::map<std::string, Protocol, std::less<>>& all() const {
    return protocols_;
  }

 private:
  std::map<std::string, Protocol, std::less<>> protocols_;
  std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_PROTOCOL_YAML_H_
