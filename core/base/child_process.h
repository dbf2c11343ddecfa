// Runs another program to its end.
#ifndef CELLQUANT_CORE_BASE_CHILD_PROCESS_H_
#define CELLQUANT_CORE_BASE_CHILD_PROCESS_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace cellquant::core {

// Runs command[0], looked for in PATH, with the rest as its arguments - no
// shell sees them -, `input` as its standard input and a small environment of
// its own, and returns what it wrote to its standard output. Fails with
// kFileNotFound when there is no such program; with kInternal when it ends
// otherwise than with 0, with the first line that it complained about, when it
// takes more than `seconds`, which ends it, and when no process can be made.
// Thread-safe.
Result<std::string> RunProgram(const std::vector<std::string>& command,
                               std::string_view input, unsigned seconds);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_CHILD_PROCESS_H_
