// Text from outside made safe to print: one line, valid UTF-8, nothing that a
// terminal or a browser would obey.
#ifndef CELLQUANT_CORE_BASE_PRINTABLE_TEXT_H_
#define CELLQUANT_CORE_BASE_PRINTABLE_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace cellquant::core {

// Returns `text` with control characters, those that override or isolate the
// direction of text, and broken UTF-8 as '?', cut to at most `max_bytes` at the
// end of a character.
std::string PrintableText(std::string_view text, std::size_t max_bytes = 4096);

// Returns how many bytes at the beginning of `text` are valid UTF-8.
std::size_t ValidUtf8Length(std::string_view text);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_PRINTABLE_TEXT_H_
