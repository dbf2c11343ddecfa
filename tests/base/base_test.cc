#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/base/trial.h"
#include "core/base/units.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::TempDir;

TEST(Sha256, MatchesTheStandardsExample) {
  // FIPS 180-2, appendix B.1.
  EXPECT_EQ(Sha256("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Trial, TellsAnEndFromACrash) {
  EXPECT_TRUE(SurvivesTrial([] {}));
  EXPECT_FALSE(SurvivesTrial([] { std::abort(); }));
  EXPECT_FALSE(SurvivesTrial([] { throw std::runtime_error("no"); }));
}

TEST(Trial, LeavesNoTraceHere) {
  int value = 1;
  EXPECT_TRUE(SurvivesTrial([&] { value = 2; }));
  EXPECT_EQ(value, 1);
}

TEST(Sha256, OfAFileLargerThanABlockIsThatOfItsBytes) {
  const TempDir dir;
  const std::string content(3'000'001, 'x');
  std::ofstream(dir.path() / "big") << content;
  EXPECT_EQ(Sha256OfFile(dir.path() / "big").value(), Sha256(content));
}

TEST(File, MissingFileAndFolderAreDifferentErrors) {
  const TempDir dir;
  EXPECT_EQ(CheckReadableFile(dir.path() / "none").error().reason,
            ErrorReason::kFileNotFound);
  EXPECT_EQ(CheckReadableFile(dir.path()).error().reason,
            ErrorReason::kFileUnreadable);
}

TEST(File, ErrorsDoNotTellTheFolder) {
  const TempDir dir;
  const Error error = CheckReadableFile(dir.path() / "none").error();
  EXPECT_EQ(error.message.find(dir.path().string()), std::string::npos);
}

TEST(File, WritingMakesParentsAndLeavesNoTemporaryFile) {
  const TempDir dir;
  const auto path = dir.path() / "a" / "b" / "c.txt";
  ASSERT_TRUE(WriteFileAtomically(path, "one"));
  ASSERT_TRUE(WriteFileAtomically(path, "two"));
  EXPECT_EQ(ReadFile(path, 100).value(), "two");
  const std::filesystem::directory_iterator files(path.parent_path());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(File, WritingBelowAFileFails) {
  const TempDir dir;
  ASSERT_TRUE(WriteFileAtomically(dir.path() / "file", "x"));
  const auto written = WriteFileAtomically(dir.path() / "file" / "y", "z");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().reason, ErrorReason::kOutputUnwritable);
}

TEST(File, LargerThanTheLimitIsRefused) {
  const TempDir dir;
  ASSERT_TRUE(WriteFileAtomically(dir.path() / "f", "12345"));
  EXPECT_TRUE(ReadFile(dir.path() / "f", 5));
  EXPECT_FALSE(ReadFile(dir.path() / "f", 4));
}

TEST(ErrorReason, EachHasANameOfItsOwnThatReadsBack) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(ErrorReason::kInternal); ++i) {
    const auto reason = static_cast<ErrorReason>(i);
    EXPECT_EQ(ReasonFromName(ReasonName(reason)), reason);
    EXPECT_TRUE(names.insert(ReasonName(reason)).second) << ReasonName(reason);
  }
}

TEST(Units, AMillionSquareMicrometersAreASquareMillimeter) {
  EXPECT_EQ(ToSquareMillimeters(SquareMicrometers(1e6)).value(), 1.0);
}

}  // namespace
}  // namespace cellquant::core
