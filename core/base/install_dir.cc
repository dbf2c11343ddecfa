#include "core/base/install_dir.h"

#include <cstdlib>
#include <system_error>

namespace cellquant::core {

Result<std::filesystem::path> DataDir() {
  namespace fs = std::filesystem;
  std::error_code code;
  fs::path dir;
  if (const char* override_dir = std::getenv("CELLQUANT_DATA_DIR")) {
    dir = override_dir;
  } else {
    const fs::path program = fs::read_symlink("/proc/self/exe", code);
    dir = program.parent_path().parent_path() / "share" / "cellquant";
  }
  if (code || !fs::is_directory(dir, code)) {
    return Fail(ErrorReason::kFileNotFound,
                "no data folder at " + dir.string() +
                    " (CELLQUANT_DATA_DIR may name another)");
  }
  return dir;
}

}  // namespace cellquant::core
