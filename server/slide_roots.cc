#include "server/slide_roots.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "server/status.h"

namespace cellquant::server {
namespace {

namespace fs = std::filesystem;
using core::ErrorReason;
using core::Fail;
using core::Result;

// An open file, closed in the end.
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() {
    if (fd_ >= 0) close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }

 private:
  int fd_;
};

int OpenFolder(const fs::path& folder) {
  return open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

// Opens `path` beneath `folder`. O_NONBLOCK, because a FIFO in an archive must
// not hang the server.
int OpenBeneath(int folder, const char* path) {
  open_how how = {};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS;
  return static_cast<int>(
      syscall(SYS_openat2, folder, path, &how, sizeof(how)));
}

tl::unexpected<core::Error> OpenFailed(const SlideName& name, int error) {
  const std::string slide = core::PrintableText(Format(name), 300);
  if (error == ENOENT || error == ENOTDIR) {
    return Fail(ErrorReason::kFileNotFound, "no such slide: " + slide);
  }
  if (error == ELOOP || error == EXDEV) {
    return Fail(
        ErrorReason::kFileUnreadable,
        slide + " leads through a symbolic link, which is not followed");
  }
  return Fail(ErrorReason::kFileUnreadable,
              fmt::format("cannot open {}: {}", slide, std::strerror(error)));
}

Result<void> CheckRoot(const std::string& name, const fs::path& folder) {
  CQ_CHECK(CheckRootName(name));
  const FileDescriptor fd(OpenFolder(folder));
  if (!fd.ok()) {
    return Fail(errno == ENOENT ? ErrorReason::kFileNotFound
                                : ErrorReason::kFileUnreadable,
                fmt::format("cannot open the folder {} of root '{}': {}",
                            folder.string(), name, std::strerror(errno)));
  }
  const FileDescriptor self(OpenBeneath(fd.get(), "."));
  if (self.ok()) return {};
  return Fail(errno == ENOSYS ? ErrorReason::kUnavailable
                              : ErrorReason::kFileUnreadable,
              fmt::format("cannot read the folder {} of root '{}': {}",
                          folder.string(), name, std::strerror(errno)));
}

}  // namespace

Result<SlideRoots> SlideRoots::Open(const Folders& folders) {
  if (folders.empty()) {
    return Fail(ErrorReason::kInvalidArgument, "no folder of slides is given");
  }
  Folders resolved;
  for (const auto& [name, folder] : folders) {
    CQ_CHECK(CheckRoot(name, folder));
    std::error_code code;
    resolved[name] = fs::canonical(folder, code);
    if (code) {
      return Fail(ErrorReason::kFileUnreadable,
                  fmt::format("cannot resolve the folder {}: {}",
                              folder.string(), code.message()));
    }
  }
  return SlideRoots(std::move(resolved));
}

Result<fs::path> SlideRoots::Resolve(const SlideName& name) const {
  const auto root = folders_.find(name.root);
  if (root == folders_.end()) {
    return Fail(ErrorReason::kNotFound,
                "no such root: slides/" + core::PrintableText(name.root, 100));
  }
  const FileDescriptor folder(OpenFolder(root->second));
  if (!folder.ok()) return OpenFailed(name, errno);
  const FileDescriptor file(OpenBeneath(folder.get(), name.path.c_str()));
  if (!file.ok()) return OpenFailed(name, errno);
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) return OpenFailed(name, errno);
  if (!S_ISREG(status.st_mode)) {
    return Fail(ErrorReason::kFileUnreadable,
                core::PrintableText(Format(name), 300) +
                    (S_ISDIR(status.st_mode) ? " is a folder"
                                             : " is not a regular file"));
  }
  return root->second / name.path;
}

}  // namespace cellquant::server
