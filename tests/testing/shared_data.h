// Real files that are not part of the repository.
#ifndef CELLQUANT_TESTS_TESTING_SHARED_DATA_H_
#define CELLQUANT_TESTS_TESTING_SHARED_DATA_H_

#include <filesystem>
#include <optional>
#include <string>

namespace cellquant::testing {

// Returns a file of the folder that the environment variable
// CELLQUANT_SHARED_DATA names; nothing where either is absent.
std::optional<std::filesystem::path> SharedData(const std::string& name);

}  // namespace cellquant::testing

// Declares `file`, the path of a real file, or skips the test with a message.
#define CELLQUANT_SHARED_DATA_OR_SKIP(file, name)                        \
  const auto file##_found = ::cellquant::testing::SharedData(name);      \
  if (!file##_found) {                                                   \
    GTEST_SKIP() << name << " is not here; CELLQUANT_SHARED_DATA names " \
                 << "the folder that holds it";                          \
  }                                                                      \
  const auto& file = *file##_found

#endif  // CELLQUANT_TESTS_TESTING_SHARED_DATA_H_
