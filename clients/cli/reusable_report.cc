#include "clients/cli/reusable_report.h"

#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/cells/detection_fields.h"
#include "core/cells/detector.h"
#include "core/formats/protocol_json.h"
#include "core/formats/specimen_json.h"
#include "core/pipeline/software.h"

namespace cellquant::cli {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMaxReportBytes = 256U << 20;

json ExpectedProtocol(const AnalysisIdentity& identity) {
  json protocol = core::ProtocolToJson(identity.protocol);
  protocol["parameters"]["detection"] =
      identity.detector == core::kClassicalDetectorName
          ? core::ParametersByName(identity.protocol.classical_detection)
          : core::ParametersByName(identity.protocol.network_detection);
  return protocol;
}

bool HasPixelSize(const json& report, const AnalysisIdentity& identity) {
  const json& slide = report.at("slide");
  const bool by_caller = slide.at("microns_per_pixel_source") == "caller";
  if (!identity.mpp) return !by_caller;
  return by_caller && slide.at("microns_per_pixel_x") == identity.mpp->x &&
         slide.at("microns_per_pixel_y") == identity.mpp->y;
}

bool HasRegions(const json& report, const AnalysisIdentity& identity) {
  if (!report.contains("annotations")) return identity.regions_sha256.empty();
  return report.at("annotations").at("sha256") == identity.regions_sha256;
}

bool Fits(const json& report, const AnalysisIdentity& identity) {
  return report.at("slide").at("sha256") == identity.slide_sha256 &&
         HasPixelSize(report, identity) && HasRegions(report, identity) &&
         report.at("protocol") == ExpectedProtocol(identity) &&
         report.at("specimen") == core::SpecimenToJson(identity.specimen) &&
         report.at("detector").at("name") == identity.detector &&
         report.at("detector").at("model_sha256") == identity.model_sha256 &&
         !report.at("calibration").contains("stain_profile") &&
         report.at("software").at("cellquant") == core::Software().cellquant;
}

}  // namespace

bool IsReusable(const std::filesystem::path& report,
                const AnalysisIdentity& identity) {
  const auto text = core::ReadFile(report, kMaxReportBytes);
  if (!text) return false;
  const json object = json::parse(*text, nullptr, /*allow_exceptions=*/false);
  try {
    return Fits(object, identity);
  } catch (const json::exception&) {
    return false;  // it lacks something: not such a report
  }
}

}  // namespace cellquant::cli
