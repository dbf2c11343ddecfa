#include "server/annotation_request.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "core/annotations/regions_to_count.h"

namespace cellquant::server {
namespace {

using core::Fail;
using core::Result;
using nlohmann::json;

// No longer than names on the wire need to be.
constexpr std::size_t kMaxNameBytes = 1000;
constexpr int kMaxRoles = 1000;

Result<std::vector<std::string>> Names(
    const google::protobuf::RepeatedPtrField<std::string>& names) {
  if (names.size() > kMaxRoles) {
    return Fail(core::ErrorReason::kInvalidArgument,
                "more than 1000 classes are to be included or excluded");
  }
  for (const std::string& name : names) {
    if (!name.empty() && name.size() <= kMaxNameBytes) continue;
    return Fail(core::ErrorReason::kInvalidArgument,
                "a class to be included or excluded is empty or longer than "
                "1000 bytes");
  }
  return std::vector<std::string>(names.begin(), names.end());
}

core::AnnotationRequest FromJson(const std::string& text) {
  if (text.empty()) return {};
  const json object = json::parse(text);
  return {{object.at("include"), object.at("exclude")},
          object.at("repair"),
          object.at("annotated_by"),
          object.at("annotated_at")};
}

}  // namespace

Result<std::string> AnnotationsJson(const v1::CreateAnalysisRequest& message) {
  if (message.annotated_by().size() > kMaxNameBytes) {
    return Fail(core::ErrorReason::kInvalidArgument,
                "annotated_by is longer than 1000 bytes");
  }
  core::AnnotationRequest request;
  CQ_ASSIGN(request.roles.include, Names(message.roles().include()));
  CQ_ASSIGN(request.roles.exclude, Names(message.roles().exclude()));
  request.repair = message.repair_regions();
  request.annotated_by = message.annotated_by();
  request.annotated_at = message.annotated_at();
  const bool has_file = !message.regions().empty();
  CQ_CHECK(core::CheckAnnotationRequest(request, has_file));
  if (core::CheckAnnotationRequest(request, /*has_file=*/false)) return "";
  return json{{"include", request.roles.include},
              {"exclude", request.roles.exclude},
              {"repair", request.repair},
              {"annotated_by", request.annotated_by},
              {"annotated_at", request.annotated_at}}
      .dump();
}

Result<core::RegionSet> RegionsOf(const AnalysisRequest& request,
                                  const core::SlideInfo& slide,
                                  const core::Protocol& protocol) {
  return core::RegionsToCount(request.regions,
                              FromJson(request.annotations_json), &slide,
                              protocol.regions);
}

}  // namespace cellquant::server
