#include "server/status.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "proto/status_details.h"

namespace cellquant::server {
namespace {

constexpr std::size_t kMaxMessageBytes = 1024;
constexpr std::size_t kMaxMetadataBytes = 256;
constexpr std::size_t kMaxMetadataEntries = 8;

v1::ErrorInfo ToErrorInfo(const core::Error& error) {
  v1::ErrorInfo info;
  info.set_reason(std::string(core::ReasonName(error.reason)));
  info.set_domain("cellquant");
  for (const auto& [key, value] : error.metadata) {
    if (info.metadata().size() == kMaxMetadataEntries) break;
    (*info.mutable_metadata())[core::PrintableText(key, kMaxMetadataBytes)] =
        core::PrintableText(value, kMaxMetadataBytes);
  }
  return info;
}

}  // namespace

grpc::StatusCode StatusCodeOf(core::ErrorReason reason) {
  using core::ErrorReason;
  switch (reason) {
    case ErrorReason::kInvalidArgument:
    case ErrorReason::kSpecimenInvalid:
    case ErrorReason::kStainProfileInvalid:
    case ErrorReason::kScoresInvalid:
    case ErrorReason::kManifestInvalid:
    case ErrorReason::kReportInvalid:
    case ErrorReason::kPixelSizeOutOfRange:
    case ErrorReason::kRegionsUnreadable:
    case ErrorReason::kRegionInvalid:
    case ErrorReason::kRegionOutsideSlide:
    case ErrorReason::kNoRegions:
      return grpc::StatusCode::INVALID_ARGUMENT;
    case ErrorReason::kNotFound:
    case ErrorReason::kProtocolNotFound:
    case ErrorReason::kFileNotFound:
      return grpc::StatusCode::NOT_FOUND;
    case ErrorReason::kAlreadyExists:
      return grpc::StatusCode::ALREADY_EXISTS;
    case ErrorReason::kFailedPrecondition:
    case ErrorReason::kProtocolInvalid:
    case ErrorReason::kModelNotFound:
    case ErrorReason::kModelInvalid:
    case ErrorReason::kFileUnreadable:
    case ErrorReason::kNotASlide:
    case ErrorReason::kSlideDamaged:
    case ErrorReason::kNotBrightfield:
    case ErrorReason::kPixelSizeUnknown:
    case ErrorReason::kNoTissue:
      return grpc::StatusCode::FAILED_PRECONDITION;
    case ErrorReason::kCancelled:
      return grpc::StatusCode::CANCELLED;
    case ErrorReason::kStoreFailed:
    case ErrorReason::kUnavailable:
      return grpc::StatusCode::UNAVAILABLE;
    case ErrorReason::kOutputUnwritable:
    case ErrorReason::kInternal:
      return grpc::StatusCode::INTERNAL;
  }
  return grpc::StatusCode::INTERNAL;  // a value outside the enumeration
}

grpc::Status ToStatus(const core::Error& error) {
  const grpc::StatusCode code = StatusCodeOf(error.reason);
  const std::string message =
      core::PrintableText(error.message, kMaxMessageBytes);
  return grpc::Status(
      code, message,
      wire::EncodeStatusDetails(code, message, ToErrorInfo(error)));
}

grpc::Status ToStatus(const core::Result<void>& result) {
  return result ? grpc::Status::OK : ToStatus(result.error());
}

core::Error ErrorOfException(const std::exception& exception) {
  spdlog::error("defect: an exception escaped: {}",
                core::PrintableText(exception.what(), kMaxMessageBytes));
  return {core::ErrorReason::kInternal, "a defect of the server; see its log"};
}

}  // namespace cellquant::server
