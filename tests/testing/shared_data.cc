#include "tests/testing/shared_data.h"

#include <cstdlib>

namespace cellquant::testing {

std::optional<std::filesystem::path> SharedData(const std::string& name) {
  const char* folder = std::getenv("CELLQUANT_SHARED_DATA");
  if (folder == nullptr) return std::nullopt;
  const auto path = std::filesystem::path(folder) / name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

}  // namespace cellquant::testing
