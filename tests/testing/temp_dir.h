// A folder that is gone when the test ends.
#ifndef CELLQUANT_TESTS_TESTING_TEMP_DIR_H_
#define CELLQUANT_TESTS_TESTING_TEMP_DIR_H_

#include <filesystem>

namespace cellquant::testing {

class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace cellquant::testing

#endif  // CELLQUANT_TESTS_TESTING_TEMP_DIR_H_
