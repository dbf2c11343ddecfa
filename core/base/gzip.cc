#include "core/base/gzip.h"

#include <fmt/format.h>
#define ZLIB_CONST  // input is const
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <streambuf>
#include <vector>

namespace cellquant::core {
namespace {

constexpr std::size_t kBlockBytes = 1U << 16;
constexpr int kGzipWindow = 15 + 16;  // zlib's largest window, gzip's header
constexpr int kMemory = 8;            // zlib's default
constexpr int kLevel = 4;  // a third of the default's time, an eighth larger

tl::unexpected<Error> Unreadable(std::string_view what) {
  return Fail(ErrorReason::kFileUnreadable,
              fmt::format("cannot decompress: {}", what));
}

const Bytef* Input(const char* data) {
  return reinterpret_cast<const Bytef*>(data);
}

Bytef* Output(char* data) { return reinterpret_cast<Bytef*>(data); }

// One member after the other.
class Inflater {
 public:
  Inflater() { inflateInit2(&zlib_, kGzipWindow); }
  ~Inflater() { inflateEnd(&zlib_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  Result<std::string> Run(std::string_view bytes, std::size_t max_bytes) {
    std::string text;
    std::vector<char> block(kBlockBytes);
    int code = Z_STREAM_END;
    while (!bytes.empty() || code != Z_STREAM_END) {
      if (code == Z_STREAM_END) inflateReset(&zlib_);
      const std::size_t offered =
          std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
      zlib_.next_in = Input(bytes.data());
      zlib_.avail_in = static_cast<uInt>(offered);
      zlib_.next_out = Output(block.data());
      zlib_.avail_out = static_cast<uInt>(block.size());
      code = inflate(&zlib_, Z_NO_FLUSH);
      bytes.remove_prefix(offered - zlib_.avail_in);
      const std::size_t made = block.size() - zlib_.avail_out;
      if (code == Z_BUF_ERROR) return Unreadable("it ends too early");
      if (code != Z_OK && code != Z_STREAM_END) {
        return Unreadable(zlib_.msg == nullptr ? "it is broken" : zlib_.msg);
      }
      if (made > max_bytes - text.size()) {
        return Unreadable(
            fmt::format("it holds more than {} bytes", max_bytes));
      }
      text.append(block.data(), made);
    }
    return text;
  }

 private:
  z_stream zlib_{};
};

}  // namespace

bool IsGzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

Result<std::string> Gunzip(std::string_view bytes, std::size_t max_bytes) {
  if (bytes.empty()) return Unreadable("it is empty");
  return Inflater().Run(bytes, max_bytes);
}

class GzipStream::Buffer : public std::streambuf {
 public:
  explicit Buffer(std::ostream& sink)
      : sink_(sink), plain_(kBlockBytes), packed_(kBlockBytes) {
    setp(plain_.data(), plain_.data() + plain_.size());
    ready_ = deflateInit2(&zlib_, kLevel, Z_DEFLATED, kGzipWindow, kMemory,
                          Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~Buffer() override { deflateEnd(&zlib_); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  bool End() { return Pack(Z_FINISH) && sink_.flush(); }

 protected:
  int_type overflow(int_type c) override {
    if (!Pack(Z_NO_FLUSH)) return traits_type::eof();
    if (traits_type::eq_int_type(c, traits_type::eof())) return 0;
    return sputc(traits_type::to_char_type(c));
  }

 private:
  bool Pack(int flush) {
    if (!ready_) return false;  // no memory
    zlib_.next_in = Input(pbase());
    zlib_.avail_in = static_cast<uInt>(pptr() - pbase());
    do {
      zlib_.next_out = Output(packed_.data());
      zlib_.avail_out = static_cast<uInt>(packed_.size());
      deflate(&zlib_, flush);
      sink_.write(packed_.data(), static_cast<std::streamsize>(
                                      packed_.size() - zlib_.avail_out));
    } while (zlib_.avail_out == 0 && sink_);
    setp(plain_.data(), plain_.data() + plain_.size());
    return sink_.good();
  }

  bool ready_ = false;
  std::ostream& sink_;
  std::vector<char> plain_;
  std::vector<char> packed_;
  z_stream zlib_{};
};

GzipStream::GzipStream(std::ostream& sink)
    : std::ostream(nullptr), buffer_(std::make_unique<Buffer>(sink)) {
  rdbuf(buffer_.get());
}

GzipStream::~GzipStream() = default;

void GzipStream::Finish() {
  if (!buffer_->End()) setstate(std::ios::badbit);
}

}  // namespace cellquant::core
