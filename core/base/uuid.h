// Universally unique identifiers, RFC 9562.
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

// Returns the UUID of a name, lowercase: the same for the same name. Version 8
// (RFC 9562, section 5.8), the first bits of the name's SHA-256.
std::string UuidOfName(std::string_view name);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_UUID_H_
