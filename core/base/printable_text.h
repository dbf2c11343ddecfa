// Text from outside made safe to print: one line, valid UTF-8, nothing that a
// terminal would obey.
#ifndef CELLQUANT_CORE_BASE_PRINTABLE_TEXT_H_
#define CELLQUANT_CORE_BASE_PRINTABLE_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace cellquant::core {

// Returns `text` with control characters and broken UTF-8 as '?', cut to at
// most `max_bytes` at the end of a character.
std::string PrintableText(std::string_view text, std::size_t max_bytes = 4096);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_PRINTABLE_TEXT_H_
