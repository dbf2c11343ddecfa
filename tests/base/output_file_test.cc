#include "core/base/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <string>

#include "core/base/file.h"
#include "core/base/uuid.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::TempDir;
using ::testing::HasSubstr;

std::ptrdiff_t FilesIn(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder),
                       std::filesystem::directory_iterator());
}

TEST(OutputFile, HasItsNameOnceItIsWhole) {
  const TempDir dir;
  const auto path = dir.path() / "a" / "b.txt";
  const std::string text(300'000, 'x');  // of several blocks
  {
    OutputFile file = OutputFile::Create(path).value();
    file.stream() << text << 7 << '\n';
    EXPECT_FALSE(std::filesystem::exists(path));
    ASSERT_TRUE(file.Commit());
  }
  EXPECT_EQ(ReadFile(path, 1U << 20).value(), text + "7\n");
  EXPECT_EQ(FilesIn(path.parent_path()), 1);
}

TEST(OutputFile, WithoutCommitNothingHasHappened) {
  const TempDir dir;
  const auto path = dir.path() / "a.txt";
  ASSERT_TRUE(WriteFileAtomically(path, "old"));
  {
    OutputFile file = OutputFile::Create(path).value();
    file.stream() << std::string(300'000, 'x');
    EXPECT_EQ(FilesIn(dir.path()), 2);
  }
  EXPECT_EQ(FilesIn(dir.path()), 1);
  EXPECT_EQ(ReadFile(path, 3).value(), "old");
}

TEST(OutputFile, AFailureNamesItsReason) {
  const TempDir dir;
  std::filesystem::create_directory(dir.path() / "folder");
  const auto file = OutputFile::Create(dir.path() / "folder");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().reason, ErrorReason::kOutputUnwritable);
  EXPECT_THAT(file.error().message, HasSubstr("no regular file"));
}

TEST(OutputFile, ALinkStaysOneAndAModeStaysAsNarrow) {
  const TempDir dir;
  const auto target = dir.path() / "target";
  const auto link = dir.path() / "link";
  ASSERT_TRUE(WriteFileAtomically(target, "old"));
  std::filesystem::permissions(target, std::filesystem::perms::owner_read |
                                           std::filesystem::perms::owner_write);
  std::filesystem::create_symlink(target, link);
  ASSERT_TRUE(WriteFileAtomically(link, "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(ReadFile(target, 10).value(), "new");
  EXPECT_EQ(
      std::filesystem::status(target).permissions(),
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Uuid, OfANameIsAlwaysTheSameAndOfVersion8) {
  // printf a | sha256sum, with version and variant put in.
  EXPECT_EQ(UuidOfName("a"), "ca978112-ca1b-8dca-bac2-31b39a23dc4d");
  EXPECT_NE(UuidOfName("b"), UuidOfName("a"));
  for (int i = 0; i < 100; ++i) {
    const std::string uuid = UuidOfName(std::to_string(i));
    EXPECT_EQ(ParseUuid(uuid), uuid);
    EXPECT_EQ(uuid[14], '8');
    EXPECT_THAT(std::string("89ab"), HasSubstr(uuid.substr(19, 1)));
  }
}

}  // namespace
}  // namespace cellquant::core
