#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/file.h"
#include "core/base/install_dir.h"
#include "core/formats/protocol_yaml.h"

namespace cellquant::core {

Result<ProtocolCatalog> ProtocolCatalog::Load(
    const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  if (files.empty()) {
    return Fail(ErrorReason::kFileNotFound,
                "no protocols in " + folder.string());
  }
  std::sort(files.begin(), files.end());
  ProtocolCatalog catalog;
  for (const auto& file : files) {
    CQ_ASSIGN(std::string text, ReadFile(file, kMaxProtocolBytes));
    const std::string name = file.filename().string();
    CQ_ASSIGN(Protocol protocol, ProtocolFromYaml(text, name));
    if (protocol.id != file.stem()) {
      return Fail(ErrorReason::kProtocolInvalid,
                  fmt::format("{}: its id is {}", name, protocol.id));
    }
    const std::string id = protocol.id;
    catalog.protocols_.emplace(id, std::move(protocol));
    catalog.texts_.emplace(id, std::move(text));
  }
  return catalog;
}

Result<ProtocolCatalog> ProtocolCatalog::LoadInstalled() {
  CQ_ASSIGN(const std::filesystem::path data, DataDir());
  return Load(data / "protocols");
}

Result<Protocol> ProtocolCatalog::Find(std::string_view id) const {
  const auto it = protocols_.find(id);
  if (it != protocols_.end()) return it->second;
  for (const auto& [name, protocol] : protocols_) {
    for (const NotCounted& refused : protocol.not_counted) {
      if (refused.name != id) continue;
      return Fail(ErrorReason::kInvalidArgument,
                  fmt::format("{} is not counted: {} (protocol {})", id,
                              refused.reason, name));
    }
  }
  std::string known;
  for (const auto& [name, protocol] : protocols_) known += " " + name;
  return Fail(ErrorReason::kProtocolNotFound,
              fmt::format("no protocol \"{}\"; there are:{}", id, known));
}

const std::string& ProtocolCatalog::Text(std::string_view id) const {
  return texts_.find(id)->second;
}

}  // namespace cellquant::core
