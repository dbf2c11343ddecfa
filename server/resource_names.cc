#include "server/resource_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/uuid.h"
#include "server/status.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Fail;
using core::Result;

constexpr std::size_t kMaxPathBytes = 1024;
constexpr std::size_t kMaxSegmentBytes = 255;
constexpr std::size_t kMaxIdBytes = 63;

tl::unexpected<core::Error> Malformed(std::string_view name,
                                      std::string_view expected) {
  return Fail(
      ErrorReason::kInvalidArgument,
      fmt::format("'{}' is not {}", core::PrintableText(name, 200), expected));
}

// Returns what follows "collection/"; empty when the name does not begin so.
std::string_view Below(std::string_view name, std::string_view collection) {
  if (!name.starts_with(collection)) return {};
  name.remove_prefix(collection.size());
  if (!name.starts_with('/')) return {};
  return name.substr(1);
}

bool IsIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

bool IsId(std::string_view id) {
  return !id.empty() && id.size() <= kMaxIdBytes && id[0] != '-' &&
         id[0] != '_' && std::all_of(id.begin(), id.end(), IsIdCharacter);
}

bool IsSafeSegment(std::string_view segment) {
  return !segment.empty() && segment.size() <= kMaxSegmentBytes &&
         segment != "." && segment != ".." &&
         std::none_of(segment.begin(), segment.end(), [](char c) {
           return c == '\\' || c == '\x7F' || (c >= 0 && c < ' ');
         });
}

bool IsSafePath(std::string_view path) {
  if (path.size() > kMaxPathBytes) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    if (!IsSafeSegment(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

Result<SlideName> ParseSlideName(std::string_view name) {
  const std::string_view below = Below(name, "slides");
  const std::size_t slash = below.find('/');
  if (slash == std::string_view::npos || !IsId(below.substr(0, slash)) ||
      !IsSafePath(below.substr(slash + 1))) {
    return Malformed(name, "a slide's name: slides/{root}/{path}");
  }
  return SlideName{std::string(below.substr(0, slash)),
                   std::string(below.substr(slash + 1))};
}

std::string Format(const SlideName& name) {
  return "slides/" + name.root + "/" + name.path;
}

Result<void> CheckRootName(std::string_view root) {
  // "slides" as a root would make a name with and without its collection look
  // the same.
  if (IsId(root) && root != "slides") return {};
  return Malformed(root,
                   "a root's name: lowercase letters, digits, '-' and '_'; "
                   "not 'slides'");
}

Result<std::string> ParseRootName(std::string_view name) {
  const std::string_view root = Below(name, "slides");
  if (!IsId(root)) return Malformed(name, "a root's name: slides/{root}");
  return std::string(root);
}

Result<std::string> ParseAnalysisName(std::string_view name) {
  auto uuid = core::ParseUuid(Below(name, "analyses"));
  if (!uuid) return Malformed(name, "an analysis's name: analyses/{uuid}");
  return *uuid;
}

std::string AnalysisName(std::string_view uuid) {
  return std::string("analyses/").append(uuid);
}

Result<std::string> ParseComparisonName(std::string_view name) {
  auto uuid = core::ParseUuid(Below(name, "comparisons"));
  if (!uuid) {
    return Malformed(name, "a comparison's name: comparisons/{uuid}");
  }
  return *uuid;
}

std::string ComparisonName(std::string_view uuid) {
  return std::string("comparisons/").append(uuid);
}

Result<std::string> ParseProtocolName(std::string_view name) {
  const std::string_view id = Below(name, "protocols");
  if (!IsId(id)) {
    return Malformed(name, "a protocol's name: protocols/{protocol}");
  }
  return std::string(id);
}

std::string ProtocolName(std::string_view id) {
  return std::string("protocols/").append(id);
}

Result<std::string> ParseRequestId(const std::string& text) {
  if (text.empty()) return text;
  auto uuid = core::ParseUuid(text);
  if (uuid) return *uuid;
  return core::Fail(
      core::ErrorReason::kInvalidArgument,
      "request_id '" + core::PrintableText(text, 100) + "' is not a UUID");
}

}  // namespace cellquant::server
