#include "core/base/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <streambuf>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/file.h"

namespace cellquant::core {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlockBytes = 1U << 16;

tl::unexpected<Error> Unwritable(const fs::path& path, int error) {
  return Fail(
      ErrorReason::kOutputUnwritable,
      fmt::format("cannot write {}: {}", path.string(), std::strerror(error)));
}

// A block of bytes before a file descriptor; keeps the first error.
class FileBuffer : public std::streambuf {
 public:
  explicit FileBuffer(int fd) : fd_(fd), block_(kBlockBytes) {
    setp(block_.data(), block_.data() + block_.size());
  }

  int error() const { return error_; }

 protected:
  int sync() override { return Empty() ? 0 : -1; }

  int_type overflow(int_type c) override {
    if (!Empty()) return traits_type::eof();
    if (traits_type::eq_int_type(c, traits_type::eof())) return 0;
    return sputc(traits_type::to_char_type(c));
  }

 private:
  bool Empty() {
    const char* next = pbase();
    while (error_ == 0 && next != pptr()) {
      const ssize_t written =
          write(fd_, next, static_cast<std::size_t>(pptr() - next));
      if (written >= 0) {
        next += written;
      } else if (errno != EINTR) {
        error_ = errno;
      }
    }
    setp(block_.data(), block_.data() + block_.size());
    return error_ == 0;
  }

  int fd_;
  std::vector<char> block_;
  int error_ = 0;
};

}  // namespace

class OutputFile::Impl {
 public:
  Impl(fs::path path, fs::path temporary, int fd)
      : path_(std::move(path)),
        temporary_(std::move(temporary)),
        fd_(fd),
        buffer_(fd),
        stream_(&buffer_) {}

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    if (fd_ >= 0) close(fd_);
    if (!committed_) unlink(temporary_.c_str());
  }

  std::ostream& stream() { return stream_; }

  Result<void> Check() const {
    if (buffer_.error() == 0) return {};
    return Unwritable(path_, buffer_.error());
  }

  Result<void> Commit() {
    stream_.flush();
    CQ_CHECK(Check());
    if (fsync(fd_) != 0 || close(std::exchange(fd_, -1)) != 0 ||
        rename(temporary_.c_str(), path_.c_str()) != 0) {
      return Unwritable(path_, errno);
    }
    committed_ = true;
    return {};
  }

 private:
  fs::path path_;
  fs::path temporary_;
  int fd_;
  FileBuffer buffer_;
  std::ostream stream_;
  bool committed_ = false;
};

Result<OutputFile> OutputFile::Create(const fs::path& given) {
  if (given.has_parent_path()) CQ_CHECK(MakeFolder(given.parent_path()));
  // A link stays one, and what it leads to is replaced; a device or a pipe must
  // not become a file, and nobody may read what was closed to him before.
  struct stat there = {};
  const bool exists = stat(given.c_str(), &there) == 0;
  if (exists && !S_ISREG(there.st_mode)) {
    return Fail(ErrorReason::kOutputUnwritable,
                given.string() + " is no regular file");
  }
  std::error_code unresolved;
  const fs::path path = exists ? fs::canonical(given, unresolved) : given;
  if (unresolved) return Unwritable(given, unresolved.value());
  const fs::path temporary = path.string() + fmt::format(".{}.tmp", getpid());
  const int fd =
      open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return Unwritable(path, errno);
  if (exists && fchmod(fd, there.st_mode & 07777U) != 0) {
    return Unwritable(path, errno);
  }
  return OutputFile(std::make_unique<Impl>(path, temporary, fd));
}

OutputFile::OutputFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

std::ostream& OutputFile::stream() { return impl_->stream(); }
Result<void> OutputFile::Check() const { return impl_->Check(); }
Result<void> OutputFile::Commit() { return impl_->Commit(); }

}  // namespace cellquant::core
