// Where the programs' own data lies: protocols and models.
#ifndef CELLQUANT_CORE_BASE_INSTALL_DIR_H_
#define CELLQUANT_CORE_BASE_INSTALL_DIR_H_

#include <filesystem>

#include "core/base/result.h"

namespace cellquant::core {

// Returns share/cellquant beside the running program's bin folder, which is
// right in a build tree and in an installation, from any working directory.
// The environment variable CELLQUANT_DATA_DIR overrides it. Fails with
// kFileNotFound when there is no such folder.
Result<std::filesystem::path> DataDir();

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_BASE_INSTALL_DIR_H_
