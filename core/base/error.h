// What can go wrong, as a value: core throws nothing.
//
// Every failure has a reason from one closed list. The server maps a reason to
// a gRPC status and the command line maps it to an exit code; both do so in a
// switch without a default, so a new reason does not compile until it is
// mapped.
#ifndef CELLQUANT_CORE_BASE_ERROR_H_
#define CELLQUANT_CORE_BASE_ERROR_H_

#include <map>
#include <string>
#include <string_view>

namespace cellquant::core {

enum class ErrorReason {
  // The request.
  kInvalidArgument,      // a parameter is missing, malformed or out of range
  kNotFound,             // no such analysis, slide or root
  kAlreadyExists,        // the same request id with other content
  kFailedPrecondition,   // the resource is in the wrong state for this
  kProtocolNotFound,     // no protocol of that id
  kProtocolInvalid,      // the protocol file is wrong: file, line, column
  kSpecimenInvalid,      // the specimen record is wrong: field
  kStainProfileInvalid,  // the stain profile is wrong: path of the value
  kScoresInvalid,        // a pathologist's scores are wrong: entry, field
  kManifestInvalid,      // the manifest of a cohort is wrong: line
  kReportInvalid,        // a report is wrong or was altered: path of the value
  // The network.
  kModelNotFound,  // no such model file
  kModelInvalid,   // the model's file is broken, changed or not such a network
  // The slide.
  kFileNotFound,         // no such file
  kFileUnreadable,       // a folder, no permission, an input/output error
  kNotASlide,            // no known slide or image format
  kSlideDamaged,         // known format, but truncated or broken
  kNotBrightfield,       // fluorescence, grayscale, more or fewer channels
  kPixelSizeUnknown,     // the file does not say, and neither did the caller
  kPixelSizeOutOfRange,  // outside 0.05 to 10 um, or too coarse for nuclei
  kNoTissue,             // no tissue found, and no region given
  // The regions.
  kRegionsUnreadable,   // no known format, broken, too large
  kRegionInvalid,       // place and reason: self-intersection, no area...
  kRegionOutsideSlide,  // region and vertex
  kNoRegions,           // no annotation is an area to count in
  // The run and its surroundings.
  kCancelled,         // stopped on request
  kOutputUnwritable,  // cannot create or write the result
  kStoreFailed,       // the server's database refused
  kUnavailable,       // the server cannot be reached, or is stopping
  kInternal,          // a defect of this program
};

// The reason's stable name, as it stands in gRPC's ErrorInfo and in --json:
// upper snake case, for example "PIXEL_SIZE_UNKNOWN".
std::string_view ReasonName(ErrorReason reason);

// The reason of that name; kInternal for a name that does not exist.
ErrorReason ReasonFromName(std::string_view name);

struct Error {
  ErrorReason reason = ErrorReason::kInternal;
  // What is wrong and where, for a person, one line, no trailing period.
  // Never a patient's name, never more of a path than the caller gave.
  std::string message;
  // Machine-readable details, for example {"feature", "3"}.
  std::map<std::string, std::string> metadata = {};

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_ERROR_H_
