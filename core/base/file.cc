#include "core/base/file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/base/output_file.h"

namespace cellquant::core {
namespace {

namespace fs = std::filesystem;

}  // namespace

Result<void> CheckReadableFile(const fs::path& path) {
  const std::string name = path.filename().string();
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (status.type() == fs::file_type::not_found) {
    return Fail(ErrorReason::kFileNotFound, "no such file: " + name);
  }
  if (status.type() == fs::file_type::directory) {
    return Fail(ErrorReason::kFileUnreadable, name + " is a folder");
  }
  if (status.type() != fs::file_type::regular) {
    return Fail(ErrorReason::kFileUnreadable, name + " is not a regular file");
  }
  if (access(path.c_str(), R_OK) != 0) {
    return Fail(ErrorReason::kFileUnreadable,
                fmt::format("cannot open {}: {}", name, std::strerror(errno)));
  }
  return {};
}

Result<std::string> ReadFile(const fs::path& path, std::uintmax_t max_bytes) {
  CQ_CHECK(CheckReadableFile(path));
  const std::string name = path.filename().string();
  std::error_code code;
  const std::uintmax_t size = fs::file_size(path, code);
  if (code || size > max_bytes) {
    return Fail(
        ErrorReason::kFileUnreadable,
        fmt::format("{} has {} bytes; the limit is {}", name, size, max_bytes));
  }
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (file.bad() || content.size() != size) {
    return Fail(ErrorReason::kFileUnreadable, "cannot read " + name);
  }
  return content;
}

Result<void> MakeFolder(const fs::path& path) {
  std::error_code code;
  fs::create_directories(path, code);
  if (code || !fs::is_directory(path)) {
    return Fail(ErrorReason::kOutputUnwritable,
                fmt::format("cannot make the folder {}: {}", path.string(),
                            code ? code.message() : "a file is in its place"));
  }
  return {};
}

Result<void> WriteFileAtomically(const fs::path& path,
                                 std::string_view content) {
  CQ_ASSIGN(OutputFile file, OutputFile::Create(path));
  file.stream() << content;
  return file.Commit();
}

}  // namespace cellquant::core
