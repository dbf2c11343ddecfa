#include "core/formats/protocol_versions.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/base/install_dir.h"
#include "core/formats/protocol_parameters.h"
#include "core/formats/protocol_yaml.h"

namespace cellquant::core {
namespace {

constexpr const char* kFileName = "versions.json";

}  // namespace

Result<ProtocolVersions> ProtocolVersions::FromJson(std::string_view text) {
  try {
    ProtocolVersions versions;
    nlohmann::json::parse(text).get_to(versions.hashes_);
    return versions;
  } catch (const nlohmann::json::exception& error) {
    return Fail(ErrorReason::kProtocolInvalid,
                fmt::format("{}: {}", kFileName, error.what()));
  }
}

Result<ProtocolVersions> ProtocolVersions::LoadInstalled() {
  CQ_ASSIGN(const std::filesystem::path data, DataDir());
  CQ_ASSIGN(const std::string text,
            ReadFile(data / "protocols" / kFileName, kMaxProtocolBytes));
  return FromJson(text);
}

bool ProtocolVersions::Has(const Protocol& protocol) const {
  const auto versions = hashes_.find(protocol.id);
  return versions != hashes_.end() &&
         versions->second.count(protocol.version) != 0;
}

Result<void> ProtocolVersions::Check(const Protocol& protocol,
                                     std::string_view source) const {
  if (!Has(protocol) || hashes_.at(protocol.id).at(protocol.version) ==
                            ParametersSha256(protocol)) {
    return {};
  }
  return Fail(ErrorReason::kProtocolInvalid,
              fmt::format("{}: not the numbers of {} {}, which came with the "
                          "program; a changed number is a new version",
                          source, protocol.id, protocol.version));
}

}  // namespace cellquant::core
