// Bytes as text (RFC 4648, section 4).
#ifndef CELLQUANT_CORE_BASE_BASE64_H_
#define CELLQUANT_CORE_BASE_BASE64_H_

#include <string>
#include <string_view>

namespace cellquant::core {

// Returns `bytes` in base64, padded, on one line.
std::string Base64(std::string_view bytes);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_BASE64_H_
