// The folders whose slides a server may read, each under a name.
//
// A slide is opened beneath its root only: the kernel is asked to resolve the
// path without leaving the root and without following any symbolic link, so
// neither a crafted name nor a link planted in an archive reaches other files.
#ifndef CELLQUANT_SERVER_SLIDE_ROOTS_H_
#define CELLQUANT_SERVER_SLIDE_ROOTS_H_

#include <filesystem>
#include <map>
#include <string>

#include "core/base/result.h"
#include "server/resource_names.h"

namespace cellquant::server {

// Immutable, so thread-safe.
class SlideRoots {
 public:
  using Folders = std::map<std::string, std::filesystem::path>;

  // Takes the folders by name. Fails with kInvalidArgument for a bad name or
  // none, kFileNotFound or kFileUnreadable for a folder that cannot be
  // opened, and kUnavailable on a kernel without openat2 (before 5.6).
  static core::Result<SlideRoots> Open(const Folders& folders);

  // Returns where the slide lies, after checking that it is a regular file
  // that this process may read. Fails with kNotFound for an unknown root, and
  // with kFileNotFound or kFileUnreadable; messages hold the slide's name,
  // never the folder. A file replaced between this check and its use is read
  // as it is then: the slide's hash, taken by the run, tells.
  core::Result<std::filesystem::path> Resolve(const SlideName& name) const;

  // By name.
  const Folders& folders() const { return folders_; }

 private:
  explicit SlideRoots(Folders folders) : folders_(std::move(folders)) {}

  Folders folders_;
};

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_SLIDE_ROOTS_H_
