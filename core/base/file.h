// Reading and writing whole files, with errors as values.
#ifndef CELLQUANT_CORE_BASE_FILE_H_
#define CELLQUANT_CORE_BASE_FILE_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace cellquant::core {

// Succeeds when `path` is a regular file that this process may open. Fails
// with kFileNotFound or kFileUnreadable; messages name the file without its
// folder.
Result<void> CheckReadableFile(const std::filesystem::path& path);

// Returns a file's content. Fails as CheckReadableFile, and with
// kFileUnreadable when it is larger than `max_bytes`.
Result<std::string> ReadFile(const std::filesystem::path& path,
                             std::uintmax_t max_bytes);

// Writes a whole file as OutputFile does (core/base/output_file.h): a reader
// sees the old file or the new one, never half of it. Makes the parent folders.
// Fails with kOutputUnwritable.
Result<void> WriteFileAtomically(const std::filesystem::path& path,
                                 std::string_view content);

// Makes a folder and its parents. Fails with kOutputUnwritable.
Result<void> MakeFolder(const std::filesystem::path& path);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_FILE_H_
