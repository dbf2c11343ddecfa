// The names of resources on the wire.
//
//   slides/{root}/{path}   a file below a configured folder
//   analyses/{uuid}        lowercase UUID
//   comparisons/{uuid}     the same
//   protocols/{id}         for example protocols/cd138
//
// A name is checked here before anything is looked up. What the file system
// makes of a slide's path is slide_roots.h's concern.
#ifndef CELLQUANT_SERVER_RESOURCE_NAMES_H_
#define CELLQUANT_SERVER_RESOURCE_NAMES_H_

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace cellquant::server {

struct SlideName {
  std::string root;
  std::string path;  // relative, "/" between segments
  friend bool operator==(const SlideName&, const SlideName&) = default;
};

// Parse and format. Parsing fails with kInvalidArgument: a wrong collection,
// empty segments, "." or "..", control characters, a backslash, a name that is
// too long.
core::Result<SlideName> ParseSlideName(std::string_view name);
std::string Format(const SlideName& name);

// Succeeds for a name that a root may have: 1 to 63 lowercase letters, digits,
// "-" and "_", a letter or digit first, and not "slides".
core::Result<void> CheckRootName(std::string_view root);

// Returns the root of "slides/{root}".
core::Result<std::string> ParseRootName(std::string_view name);

// Returns the UUID of "analyses/{uuid}", lowercase.
core::Result<std::string> ParseAnalysisName(std::string_view name);
std::string AnalysisName(std::string_view uuid);

// Returns the UUID of "comparisons/{uuid}", lowercase.
core::Result<std::string> ParseComparisonName(std::string_view name);
std::string ComparisonName(std::string_view uuid);

// Returns the id of "protocols/{id}".
core::Result<std::string> ParseProtocolName(std::string_view name);
std::string ProtocolName(std::string_view id);

// Returns the UUID that a client gave a request, lowercase; empty for none.
core::Result<std::string> ParseRequestId(const std::string& text);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_RESOURCE_NAMES_H_
