// Universally unique identifiers, RFC 4122.
#ifndef CELLQUANT_CORE_BASE_UUID_H_
#define CELLQUANT_CORE_BASE_UUID_H_

#include <optional>
#include <string>
#include <string_view>

namespace cellquant::core {

// Returns a random UUID (version 4), lowercase. Thread-safe.
std::string NewUuid();

// Returns `text` in lowercase if it is a UUID of any version.
std::optional<std::string> ParseUuid(std::string_view text);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_UUID_H_
