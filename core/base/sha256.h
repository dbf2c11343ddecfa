// SHA-256, as lowercase hexadecimal.
#ifndef CELLQUANT_CORE_BASE_SHA256_H_
#define CELLQUANT_CORE_BASE_SHA256_H_

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace cellquant::core {

// Returns the hash of `bytes`.
std::string Sha256(std::string_view bytes);

// Returns the hash of a file's content, read in blocks of 1 MiB. Fails with
// kFileNotFound or kFileUnreadable.
Result<std::string> Sha256OfFile(const std::filesystem::path& path);

// A stream that keeps the hash of what is written to it, and nothing else.
class Sha256Stream : public std::ostream {
 public:
  Sha256Stream();
  ~Sha256Stream() override;

  // The hash of all that was written; once, at the end.
  std::string Finish();

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_SHA256_H_
