#include "clients/cli/protocol_argument.h"

#include <utility>

#include "core/base/file.h"
#include "core/formats/protocol_versions.h"
#include "core/formats/protocol_yaml.h"

namespace cellquant::cli {

bool IsProtocolFile(std::string_view name) {
  return name.ends_with(".yaml") || name.ends_with(".yml") ||
         name.find('/') != std::string_view::npos;
}

core::Result<ProtocolWithText> ReadProtocolFile(const std::string& path) {
  CQ_ASSIGN(std::string yaml, core::ReadFile(path, core::kMaxProtocolBytes));
  CQ_ASSIGN(core::Protocol protocol, core::ProtocolFromYaml(yaml, path));
  return ProtocolWithText{std::move(protocol), std::move(yaml)};
}

core::Result<ProtocolWithText> CheckedProtocolFile(const std::string& path) {
  CQ_ASSIGN(ProtocolWithText file, ReadProtocolFile(path));
  CQ_ASSIGN(const auto versions, core::ProtocolVersions::LoadInstalled());
  CQ_CHECK(versions.Check(file.protocol, path));
  return file;
}

core::Result<ProtocolWithText> FindProtocol(const std::string& name) {
  if (IsProtocolFile(name)) return ReadProtocolFile(name);
  CQ_ASSIGN(const auto catalog, core::ProtocolCatalog::LoadInstalled());
  CQ_ASSIGN(core::Protocol protocol, catalog.Find(name));
  return ProtocolWithText{std::move(protocol), catalog.Text(name)};
}

}  // namespace cellquant::cli
