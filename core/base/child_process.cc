#include "core/base/child_process.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "core/base/printable_text.h"

namespace cellquant::core {
namespace {

constexpr int kCannotRun = 127;  // as shells have it
constexpr std::size_t kMostComplaint = 300;

// A file without a name. With files in place of pipes neither side waits for
// the other, and a child that does not read is no broken pipe.
class MemoryFile {
 public:
  MemoryFile() : fd_(memfd_create("child", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (fd_ >= 0) close(fd_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int fd() const { return fd_; }

  bool Fill(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return lseek(fd_, 0, SEEK_SET) == 0;
  }

  std::string Content() const {
    std::string content;
    std::array<char, 65536> piece{};
    while (true) {
      const ssize_t read = pread(fd_, piece.data(), piece.size(),
                                 static_cast<off_t>(content.size()));
      if (read < 0 && errno == EINTR) continue;
      if (read <= 0) return content;
      content.append(piece.data(), static_cast<std::size_t>(read));
    }
  }

 private:
  int fd_;
};

// Where PATH has a file that can be run, else nothing. A part of PATH that is
// empty would be the current folder: no program is taken from there.
std::string FindProgram(const std::string& name) {
  namespace fs = std::filesystem;
  const auto runs = [](const fs::path& file) {
    std::error_code none;
    return fs::is_regular_file(file, none) && access(file.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) return runs(name) ? name : "";
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "/usr/bin:/bin" : path;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
    const fs::path file = fs::path(folder) / name;
    if (!folder.empty() && runs(file)) return file.string();
  }
  return "";
}

// Between fork and exec: only functions that POSIX calls async-signal-safe,
// since another thread may hold a lock; PATH was searched before. An alarm
// outlives exec, and ends a program that does not end by itself.
[[noreturn]] void Become(const char* program, char* const* command,
                         const MemoryFile& in, const MemoryFile& out,
                         const MemoryFile& complaints, unsigned seconds) {
  dup2(in.fd(), STDIN_FILENO);
  dup2(out.fd(), STDOUT_FILENO);
  dup2(complaints.fd(), STDERR_FILENO);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGALRM, SIG_DFL);
  signal(SIGPIPE, SIG_DFL);
  alarm(seconds);
  std::array<char, 16> locale{"LC_ALL=C.UTF-8"};
  std::array<char*, 2> environment{locale.data(), nullptr};
  execve(program, command, environment.data());
  _exit(kCannotRun);
}

std::string FirstLine(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \n\r\t");
  if (begin == std::string::npos) return "no reason given";
  return PrintableText(text.substr(begin, text.find('\n', begin) - begin),
                       kMostComplaint);
}

Result<void> CheckEnd(const std::string& program, int status,
                      const MemoryFile& complaints) {
  if (WIFSIGNALED(status)) {
    return Fail(ErrorReason::kInternal,
                WTERMSIG(status) == SIGALRM
                    ? fmt::format("{} took too long", program)
                    : fmt::format("{} was ended by signal {}", program,
                                  WTERMSIG(status)));
  }
  if (WEXITSTATUS(status) == kCannotRun) {
    return Fail(ErrorReason::kFileNotFound,
                fmt::format("{} cannot be run", program));
  }
  if (WEXITSTATUS(status) == 0) return {};
  return Fail(
      ErrorReason::kInternal,
      fmt::format("{} failed: {}", program, FirstLine(complaints.Content())));
}

}  // namespace

Result<std::string> RunProgram(const std::vector<std::string>& command,
                               std::string_view input, unsigned seconds) {
  const std::string program = FindProgram(command.front());
  if (program.empty()) {
    return Fail(ErrorReason::kFileNotFound,
                fmt::format("there is no program {}", command.front()));
  }
  const MemoryFile in;
  const MemoryFile out;
  const MemoryFile complaints;
  if (in.fd() < 0 || out.fd() < 0 || complaints.fd() < 0 || !in.Fill(input)) {
    return Fail(ErrorReason::kInternal, "no memory for a child process");
  }
  std::vector<std::string> words = command;
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    return Fail(ErrorReason::kInternal, "no process can be made");
  }
  if (child == 0)
    Become(program.c_str(), pointers.data(), in, out, complaints, seconds);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      return Fail(ErrorReason::kInternal, "a child process was lost");
    }
  }
  CQ_CHECK(CheckEnd(command.front(), status, complaints));
  return out.Content();
}

}  // namespace cellquant::core
