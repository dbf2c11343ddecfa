#include "core/base/error.h"

#include <array>
#include <utility>

namespace cellquant::core {
namespace {

constexpr std::array kNames = {
    std::pair{ErrorReason::kInvalidArgument, "INVALID_ARGUMENT"},
    std::pair{ErrorReason::kNotFound, "NOT_FOUND"},
    std::pair{ErrorReason::kAlreadyExists, "ALREADY_EXISTS"},
    std::pair{ErrorReason::kFailedPrecondition, "FAILED_PRECONDITION"},
    std::pair{ErrorReason::kProtocolNotFound, "PROTOCOL_NOT_FOUND"},
    std::pair{ErrorReason::kProtocolInvalid, "PROTOCOL_INVALID"},
    std::pair{ErrorReason::kSpecimenInvalid, "SPECIMEN_INVALID"},
    std::pair{ErrorReason::kStainProfileInvalid, "STAIN_PROFILE_INVALID"},
    std::pair{ErrorReason::kScoresInvalid, "SCORES_INVALID"},
    std::pair{ErrorReason::kManifestInvalid, "MANIFEST_INVALID"},
    std::pair{ErrorReason::kReportInvalid, "REPORT_INVALID"},
    std::pair{ErrorReason::kModelNotFound, "MODEL_NOT_FOUND"},
    std::pair{ErrorReason::kModelInvalid, "MODEL_INVALID"},
    std::pair{ErrorReason::kFileNotFound, "FILE_NOT_FOUND"},
    std::pair{ErrorReason::kFileUnreadable, "FILE_UNREADABLE"},
    std::pair{ErrorReason::kNotASlide, "NOT_A_SLIDE"},
    std::pair{ErrorReason::kSlideDamaged, "SLIDE_DAMAGED"},
    std::pair{ErrorReason::kNotBrightfield, "NOT_BRIGHTFIELD"},
    std::pair{ErrorReason::kPixelSizeUnknown, "PIXEL_SIZE_UNKNOWN"},
    std::pair{ErrorReason::kPixelSizeOutOfRange, "PIXEL_SIZE_OUT_OF_RANGE"},
    std::pair{ErrorReason::kNoTissue, "NO_TISSUE"},
    std::pair{ErrorReason::kRegionsUnreadable, "REGIONS_UNREADABLE"},
    std::pair{ErrorReason::kRegionInvalid, "REGION_INVALID"},
    std::pair{ErrorReason::kRegionOutsideSlide, "REGION_OUTSIDE_SLIDE"},
    std::pair{ErrorReason::kNoRegions, "NO_REGIONS"},
    std::pair{ErrorReason::kCancelled, "CANCELLED"},
    std::pair{ErrorReason::kOutputUnwritable, "OUTPUT_UNWRITABLE"},
    std::pair{ErrorReason::kStoreFailed, "STORE_FAILED"},
    std::pair{ErrorReason::kUnavailable, "UNAVAILABLE"},
    std::pair{ErrorReason::kInternal, "INTERNAL"},
};

}  // namespace

std::string_view ReasonName(ErrorReason reason) {
  for (const auto& [value, name] : kNames) {
    if (value == reason) return name;
  }
  return "INTERNAL";
}

ErrorReason ReasonFromName(std::string_view name) {
  for (const auto& [value, known] : kNames) {
    if (name == known) return value;
  }
  return ErrorReason::kInternal;
}

}  // namespace cellquant::core
