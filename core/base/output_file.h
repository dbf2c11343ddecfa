// A file that appears under its name only when it is whole.
#ifndef CELLQUANT_CORE_BASE_OUTPUT_FILE_H_
#define CELLQUANT_CORE_BASE_OUTPUT_FILE_H_

#include <filesystem>
#include <memory>
#include <ostream>

#include "core/base/result.h"

namespace cellquant::core {

// Writes to a temporary neighbour, which Commit renames to the file's name: a
// reader sees the old file or the new one, never half of it. Without Commit
// the neighbour is removed and nothing has happened. Not thread-safe.
class OutputFile {
 public:
  // Makes the parent folders. Fails with kOutputUnwritable.
  static Result<OutputFile> Create(const std::filesystem::path& path);

  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  // Fails like any stream; Check says why.
  std::ostream& stream();

  // Fails with kOutputUnwritable when a write has failed, with its reason.
  Result<void> Check() const;

  // Syncs the file to disk and gives it its name; once. Fails as Check.
  Result<void> Commit();

 private:
  class Impl;
  explicit OutputFile(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_OUTPUT_FILE_H_
