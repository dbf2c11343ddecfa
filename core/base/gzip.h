// gzip (RFC 1952). The only user of zlib.
#ifndef CELLQUANT_CORE_BASE_GZIP_H_
#define CELLQUANT_CORE_BASE_GZIP_H_

#include <cstddef>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace cellquant::core {

// Whether `bytes` begin as gzip does.
bool IsGzip(std::string_view bytes);

// Returns what `bytes` hold, all members one after the other. Fails with
// kFileUnreadable when they are broken or cut off, hold anything else, or make
// more than `max_bytes`. Thread-safe.
Result<std::string> Gunzip(std::string_view bytes, std::size_t max_bytes);

// A stream that compresses what is written to it into another one, in blocks.
// The same input gives the same bytes: no name and no time are in the header.
class GzipStream : public std::ostream {
 public:
  // `sink` must outlive this.
  explicit GzipStream(std::ostream& sink);
  ~GzipStream() override;

  // Ends the member and flushes `sink`; without this it is not complete.
  // Nothing may be written after it. This stream has failed when `sink` has.
  void Finish();

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_GZIP_H_
