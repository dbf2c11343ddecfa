#include "clients/cli/command.h"

#include <fmt/format.h>
#include <sysexits.h>

#include <cstdio>

#include "core/base/printable_text.h"

namespace cellquant::cli {

using core::ErrorReason;

int ExitCode(ErrorReason reason) {
  switch (reason) {
    case ErrorReason::kInvalidArgument:
      return EX_USAGE;
    case ErrorReason::kSpecimenInvalid:
    case ErrorReason::kStainProfileInvalid:
    case ErrorReason::kScoresInvalid:
    case ErrorReason::kManifestInvalid:
    case ErrorReason::kReportInvalid:
    case ErrorReason::kNotASlide:
    case ErrorReason::kSlideDamaged:
    case ErrorReason::kNotBrightfield:
    case ErrorReason::kPixelSizeUnknown:
    case ErrorReason::kPixelSizeOutOfRange:
    case ErrorReason::kNoTissue:
    case ErrorReason::kRegionsUnreadable:
    case ErrorReason::kRegionInvalid:
    case ErrorReason::kRegionOutsideSlide:
    case ErrorReason::kNoRegions:
    case ErrorReason::kAlreadyExists:
      return EX_DATAERR;
    case ErrorReason::kNotFound:
    case ErrorReason::kProtocolNotFound:
    case ErrorReason::kModelNotFound:
    case ErrorReason::kFileNotFound:
    case ErrorReason::kFileUnreadable:
      return EX_NOINPUT;
    case ErrorReason::kUnavailable:
      return EX_UNAVAILABLE;
    case ErrorReason::kInternal:
      return EX_SOFTWARE;
    case ErrorReason::kOutputUnwritable:
      return EX_CANTCREAT;
    case ErrorReason::kStoreFailed:
      return EX_IOERR;
    case ErrorReason::kCancelled:
    case ErrorReason::kFailedPrecondition:
      return EX_TEMPFAIL;
    case ErrorReason::kProtocolInvalid:
    case ErrorReason::kModelInvalid:
      return EX_CONFIG;
  }
  return EX_SOFTWARE;
}

int Complain(const core::Error& error) {
  const std::string line =
      fmt::format("cellquant: {}: {}\n", core::ReasonName(error.reason),
                  core::PrintableText(error.message));
  std::fputs(line.c_str(), stderr);
  return ExitCode(error.reason);
}

}  // namespace cellquant::cli
