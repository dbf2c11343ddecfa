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
    (*info.mutable_metadata())[PrintableText(key, kMaxMetadataBytes)] =
        PrintableText(value, kMaxMetadataBytes);
  }
  return info;
}

// Length of the UTF-8 sequence that begins `text`, 0 when there is none.
std::size_t Utf8Length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  std::size_t length = 0;
  if (byte(0) < 0x80) return 1;
  if (byte(0) >= 0xC2 && byte(0) < 0xE0) length = 2;
  if (byte(0) >= 0xE0 && byte(0) < 0xF0) length = 3;
  if (byte(0) >= 0xF0 && byte(0) < 0xF5) length = 4;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates, and beyond U+10FFFF.
  if (byte(0) == 0xE0 && byte(1) < 0xA0) return 0;
  if (byte(0) == 0xED && byte(1) > 0x9F) return 0;
  if (byte(0) == 0xF0 && byte(1) < 0x90) return 0;
  if (byte(0) == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

}  // namespace

grpc::StatusCode StatusCodeOf(core::ErrorReason reason) {
  using core::ErrorReason;
  switch (reason) {
    case ErrorReason::kInvalidArgument:
    case ErrorReason::kSpecimenInvalid:
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
  const std::string message = PrintableText(error.message, kMaxMessageBytes);
  return grpc::Status(
      code, message,
      wire::EncodeStatusDetails(code, message, ToErrorInfo(error)));
}

grpc::Status ToStatus(const core::Result<void>& result) {
  return result ? grpc::Status::OK : ToStatus(result.error());
}

std::string PrintableText(std::string_view text, std::size_t max_bytes) {
  std::string printable;
  while (!text.empty()) {
    const std::size_t length = Utf8Length(text);
    const bool control =
        length == 1 && (text[0] == '\x7F' || (text[0] >= 0 && text[0] < ' '));
    if (printable.size() + std::max<std::size_t>(length, 1) > max_bytes) break;
    if (length == 0 || control) {
      printable += '?';
    } else {
      printable += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return printable;
}

core::Error ErrorOfException(const std::exception& exception) {
  spdlog::error("defect: an exception escaped: {}",
                PrintableText(exception.what(), kMaxMessageBytes));
  return {core::ErrorReason::kInternal, "a defect of the server; see its log"};
}

}  // namespace cellquant::server
