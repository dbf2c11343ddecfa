// Universally unique identifiers, RFC 4122.
#ifndef CELLQUANT_SERVER_UUID_H_
#define CELLQUANT_SERVER_UUID_H_

#include <optional>
#include <string>
#include <string_view>

namespace cellquant::server {

// Returns a random UUID (version 4), lowercase. Thread-safe.
std::string NewUuid();

// Returns `text` in lowercase if it is a UUID of any version.
std::optional<std::string> ParseUuid(std::string_view text);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_UUID_H_
