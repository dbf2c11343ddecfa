#include "server/analysis_request.h"

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/cells/detector.h"
#include "core/formats/scores_json.h"
#include "core/formats/specimen_json.h"
#include "core/regions/negative_control.h"
#include "core/slide/open_slide.h"
#include "core/slide/working_image.h"
#include "proto/message_json.h"
#include "server/annotation_request.h"
#include "server/resource_names.h"
#include "server/status.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Fail;
using core::Result;

Result<std::optional<core::MicronsPerPixel>> PixelSize(
    const v1::CreateAnalysisRequest& message) {
  const double x = message.microns_per_pixel_x();
  const double y = message.microns_per_pixel_y();
  if (x == 0.0 && y == 0.0) return std::nullopt;
  if (x == 0.0) {
    return Fail(ErrorReason::kInvalidArgument,
                "microns_per_pixel_y is given without microns_per_pixel_x");
  }
  const core::MicronsPerPixel mpp{x, y == 0.0 ? x : y};
  CQ_CHECK(core::CheckPixelSize(mpp));
  return mpp;
}

Result<std::string> SpecimenJson(const v1::CreateAnalysisRequest& message) {
  if (!message.has_specimen()) return "";
  CQ_ASSIGN(const core::Specimen specimen,
            core::SpecimenFromJson(wire::ToJson(message.specimen())));
  return core::SpecimenToJson(specimen).dump();
}

Result<std::string> ScoresJson(const v1::CreateAnalysisRequest& message) {
  if (message.pathologist_scores().empty()) return "";
  nlohmann::json list = nlohmann::json::array();
  for (const v1::PathologistScore& score : message.pathologist_scores()) {
    list.push_back(nlohmann::json::parse(wire::ToJson(score)));
  }
  CQ_ASSIGN(const auto scores, core::ScoresFromJson(list.dump()));
  return core::ScoresToJson(scores).dump();
}

// No longer than a name on the wire needs to be.
Result<std::string> NegativeControl(const std::string& name) {
  constexpr std::size_t kMaxBytes = 1000;
  if (name.size() <= kMaxBytes) return name;
  return Fail(ErrorReason::kInvalidArgument,
              "negative_control is longer than 1000 bytes");
}

Result<std::string> DetectorName(const std::string& name) {
  if (name.empty()) return std::string(core::kNetworkDetectorName);
  if (name == core::kNetworkDetectorName ||
      name == core::kClassicalDetectorName) {
    return name;
  }
  return Fail(ErrorReason::kInvalidArgument,
              "no detector '" + core::PrintableText(name, 100) +
                  "'; there are 'network' and 'classical'");
}

// A form of our own rather than Protobuf's bytes: those may differ between
// versions of the library, and the store outlives them. Fields that come later
// are added only when set, so that hashes already stored stay true.
std::string HashOf(const AnalysisRequest& request) {
  nlohmann::json canonical = {{"slide", request.slide},
                              {"protocol", request.protocol_id},
                              {"regions_sha256", core::Sha256(request.regions)},
                              {"specimen", request.specimen_json},
                              {"detector", request.detector}};
  if (!request.annotations_json.empty()) {
    canonical["annotations"] = request.annotations_json;
  }
  if (!request.negative_control.empty()) {
    canonical["negative_control"] = request.negative_control;
  }
  if (!request.scores_json.empty()) {
    canonical["scores"] = request.scores_json;
  }
  if (request.mpp) canonical["mpp"] = {request.mpp->x, request.mpp->y};
  return core::Sha256(canonical.dump());
}

Result<void> CheckControl(const AnalysisRequest& request,
                          const core::RegionSet& regions) {
  if (request.negative_control.empty()) return {};
  CQ_CHECK(core::ControlRegions(regions, request.negative_control));
  return {};
}

}  // namespace

Result<core::Protocol> ProtocolOf(const AnalysisRequest& request) {
  return core::ProtocolFromYaml(request.protocol_yaml,
                                request.protocol_id + ".yaml");
}

Result<AnalysisRequest> ReadRequest(const v1::CreateAnalysisRequest& message,
                                    const core::ProtocolCatalog& protocols) {
  AnalysisRequest request;
  CQ_ASSIGN(request.request_id, ParseRequestId(message.request_id()));
  CQ_ASSIGN(const SlideName slide, ParseSlideName(message.slide()));
  request.slide = Format(slide);
  CQ_ASSIGN(request.protocol_id, ParseProtocolName(message.protocol()));
  CQ_ASSIGN(const core::Protocol protocol, protocols.Find(request.protocol_id));
  request.protocol_version = protocol.version;
  request.protocol_yaml = protocols.Text(protocol.id);
  CQ_ASSIGN(request.mpp, PixelSize(message));
  CQ_ASSIGN(request.specimen_json, SpecimenJson(message));
  CQ_ASSIGN(request.negative_control,
            NegativeControl(message.negative_control()));
  CQ_ASSIGN(request.scores_json, ScoresJson(message));
  CQ_ASSIGN(request.detector, DetectorName(message.detector()));
  request.regions = message.regions();
  CQ_ASSIGN(request.annotations_json, AnnotationsJson(message));
  request.request_sha256 = HashOf(request);
  return request;
}

Result<void> ChooseModel(const core::NetworkModel* network,
                         AnalysisRequest& request) {
  if (request.detector != core::kNetworkDetectorName) return {};
  if (network == nullptr) {
    return Fail(ErrorReason::kModelNotFound,
                "this server has no network model; ask for the detector "
                "'classical', or start it with --model");
  }
  request.model_sha256 = network->sha256();
  return {};
}

Result<void> CheckAgainstSlide(const AnalysisRequest& request,
                               const SlideRoots& roots) {
  CQ_ASSIGN(const SlideName name, ParseSlideName(request.slide));
  CQ_ASSIGN(const auto path, roots.Resolve(name));
  CQ_ASSIGN(const auto slide, core::OpenSlideFile(path, request.mpp));
  CQ_ASSIGN(const core::PixelSize pixel_size,
            core::RequirePixelSize(slide->info()));
  CQ_CHECK(core::WorkingGrid::Make(pixel_size.mpp));
  CQ_ASSIGN(const core::Protocol protocol, ProtocolOf(request));
  CQ_ASSIGN(const core::RegionSet regions,
            RegionsOf(request, slide->info(), protocol));
  CQ_CHECK(CheckControl(request, regions));
  return core::CheckWithinSlide(regions.regions, slide->info().size());
}

}  // namespace cellquant::server
