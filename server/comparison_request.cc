#include "server/comparison_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/sha256.h"
#include "server/resource_names.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Fail;
using core::Result;

constexpr int kMaxAnalyses = 1000;
constexpr std::size_t kMaxClassBytes = 1000;

Result<std::vector<std::string>> Analyses(
    const v1::CreateComparisonRequest& message) {
  if (message.analyses_size() < 2 || message.analyses_size() > kMaxAnalyses) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("a comparison is of 2 to {} analyses, not {}",
                            kMaxAnalyses, message.analyses_size()));
  }
  std::vector<std::string> uuids;
  std::set<std::string> known;
  for (const std::string& name : message.analyses()) {
    CQ_ASSIGN(std::string uuid, ParseAnalysisName(name));
    if (!known.insert(uuid).second) {
      return Fail(ErrorReason::kInvalidArgument,
                  "analysis " + uuid + " comes twice");
    }
    uuids.push_back(std::move(uuid));
  }
  return uuids;
}

// The margins are checked with the comparison.
Result<core::CompareOptions> Options(
    const v1::CreateComparisonRequest& message) {
  core::CompareOptions options;
  auto& controls = options.gate.internal_controls;
  for (const v1::InternalControl& control : message.internal_controls()) {
    if (control.region_class().empty() ||
        control.region_class().size() > kMaxClassBytes ||
        !controls.emplace(control.marker(), control.region_class()).second) {
      return Fail(ErrorReason::kInvalidArgument,
                  "internal_controls must name each marker once, and a class "
                  "of 1 to 1000 bytes");
    }
  }
  options.force = message.force();
  if (message.has_margin_low()) options.margin_low = message.margin_low();
  if (message.has_margin_high()) options.margin_high = message.margin_high();
  return options;
}

}  // namespace

Result<ComparisonRequest> ReadRequest(
    const v1::CreateComparisonRequest& message) {
  ComparisonRequest request;
  CQ_ASSIGN(request.request_id, ParseRequestId(message.request_id()));
  CQ_ASSIGN(request.analyses, Analyses(message));
  CQ_ASSIGN(request.options, Options(message));
  const nlohmann::json canonical = {
      {"analyses", request.analyses},
      {"internal_controls", request.options.gate.internal_controls},
      {"force", request.options.force},
      {"margin_low", request.options.margin_low},
      {"margin_high", request.options.margin_high}};
  request.sha256 = core::Sha256(
      canonical.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  return request;
}

}  // namespace cellquant::server
