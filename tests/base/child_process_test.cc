#include "core/base/child_process.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/base64.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::core {
namespace {

TEST(ChildProcess, GetsItsInputAndGivesItsOutput) {
  const std::string much(1 << 20, 'x');
  EXPECT_EQ(RunProgram({"cat"}, much, 10).value_or(""), much);
}

TEST(ChildProcess, ArgumentsAreNotReadByAShell) {
  EXPECT_EQ(RunProgram({"printf", "%s", "$HOME; `id` *"}, "", 10).value_or(""),
            "$HOME; `id` *");
}

TEST(ChildProcess, OneThatDoesNotReadIsNoBrokenPipe) {
  EXPECT_TRUE(RunProgram({"true"}, std::string(1 << 20, 'x'), 10));
}

TEST(ChildProcess, WhatDoesNotExistIsNamed) {
  const auto result = RunProgram({"no-such-program"}, "", 10);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason, ErrorReason::kFileNotFound);
  EXPECT_EQ(result.error().message, "there is no program no-such-program");
}

TEST(ChildProcess, WhatIsNoFileToRunIsNotTaken) {
  const cellquant::testing::TempDir folder;
  std::filesystem::create_directory(folder.path() / "folder");
  std::ofstream(folder.path() / "text") << "no program";
  for (const char* name : {"folder", "text"}) {
    const auto result = RunProgram({(folder.path() / name).string()}, "", 10);
    ASSERT_FALSE(result) << name;
    EXPECT_EQ(result.error().reason, ErrorReason::kFileNotFound);
  }
}

TEST(ChildProcess, NoProgramIsTakenFromTheCurrentFolder) {
  const cellquant::testing::TempDir folder;
  const auto mine = folder.path() / "mine";
  std::ofstream(mine) << "#!/bin/sh\necho taken\n";
  std::filesystem::permissions(mine, std::filesystem::perms::owner_all);
  EXPECT_EQ(RunProgram({mine.string()}, "", 10).value_or(""), "taken\n");
  const auto before = std::filesystem::current_path();
  const std::string path = std::getenv("PATH");
  std::filesystem::current_path(folder.path());
  setenv("PATH", (":" + path + ":").c_str(), 1);
  EXPECT_FALSE(RunProgram({"mine"}, "", 10));
  setenv("PATH", path.c_str(), 1);
  std::filesystem::current_path(before);
}

TEST(ChildProcess, AFailureComesWithItsFirstComplaint) {
  const auto result =
      RunProgram({"sh"}, "echo; echo why >&2; echo more >&2; exit 3", 10);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason, ErrorReason::kInternal);
  EXPECT_EQ(result.error().message, "sh failed: why");
}

TEST(ChildProcess, OneThatDoesNotEndIsEnded) {
  const auto result = RunProgram({"sleep", "600"}, "", 1);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "sleep took too long");
}

// RFC 4648, section 10.
TEST(Base64, IsThatOfTheRfc) {
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(Base64("foo"), "Zm9v");
  EXPECT_EQ(Base64("foob"), "Zm9vYg==");
  EXPECT_EQ(Base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(Base64("\xff\xfe\xfd"), "//79");
}

}  // namespace
}  // namespace cellquant::core
