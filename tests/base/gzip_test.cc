#include "core/base/gzip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

constexpr std::size_t kPlenty = 1U << 30;

std::string Gzipped(std::string_view text) {
  std::ostringstream out;
  GzipStream gzip(out);
  gzip << text;
  gzip.Finish();
  EXPECT_TRUE(gzip);
  return out.str();
}

// Larger than every block, and not all the same.
std::string LongText() {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i * 7919);
  return text;
}

std::string WhyNot(std::string_view bytes, std::size_t max_bytes = kPlenty) {
  const auto text = Gunzip(bytes, max_bytes);
  if (text) return "";
  EXPECT_EQ(text.error().reason, ErrorReason::kFileUnreadable);
  return text.error().message;
}

TEST(Gzip, GivesBackWhatWasWritten) {
  for (const std::string& text :
       {std::string(), std::string("a"), LongText()}) {
    EXPECT_EQ(Gunzip(Gzipped(text), kPlenty).value(), text);
  }
  EXPECT_LT(Gzipped(LongText()).size(), LongText().size() / 2);
}

TEST(Gzip, ReadsAFileOfGzipsOwn) {
  // printf abc | gzip -n
  constexpr std::string_view kFile(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c\x4a\x06\x00\xc2\x41\x24"
      "\x35\x03\x00\x00\x00",
      23);
  EXPECT_TRUE(IsGzip(kFile));
  EXPECT_EQ(Gunzip(kFile, 3).value(), "abc");
}

TEST(Gzip, HasNoTimeInIt) {
  EXPECT_EQ(Gzipped("abc"), Gzipped("abc"));
  EXPECT_EQ(Gzipped("abc").substr(4, 4), std::string(4, '\0'));
}

TEST(Gzip, MembersFollowOneAnother) {
  EXPECT_EQ(Gunzip(Gzipped("abc") + Gzipped("") + Gzipped("d"), 4).value(),
            "abcd");
}

TEST(Gzip, TheLimitHoldsForAllMembersTogether) {
  EXPECT_EQ(WhyNot(Gzipped("abc"), 3), "");
  EXPECT_THAT(WhyNot(Gzipped("abc"), 2), HasSubstr("more than 2 bytes"));
  EXPECT_THAT(WhyNot(Gzipped("abc") + Gzipped("d"), 3),
              HasSubstr("more than 3 bytes"));
  // A bomb: 50 MB in 50 kB.
  EXPECT_THAT(WhyNot(Gzipped(std::string(50'000'000, 'x')), 1'000'000),
              HasSubstr("more than 1000000 bytes"));
}

TEST(Gzip, ACutAnywhereIsAnError) {
  const std::string whole = Gzipped("some text, some text");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(WhyNot(std::string_view(whole).substr(0, size)), "") << size;
  }
  EXPECT_THAT(WhyNot(std::string_view(whole).substr(0, whole.size() - 1)),
              HasSubstr("ends too early"));
}

TEST(Gzip, WhatIsNoGzipIsAnError) {
  EXPECT_FALSE(IsGzip("{}"));
  EXPECT_FALSE(IsGzip("\x1f"));
  EXPECT_NE(WhyNot("{}"), "");
  EXPECT_NE(WhyNot(Gzipped("abc") + "behind"), "");
  std::string changed = Gzipped("some text, some text");
  changed[changed.size() - 6] ^= 1;  // in the checksum
  EXPECT_NE(WhyNot(changed), "");
}

TEST(Gzip, AStreamThatFailsIsNoticed) {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  GzipStream gzip(out);
  gzip << LongText();
  EXPECT_FALSE(gzip);
  std::ostringstream short_out;
  short_out.setstate(std::ios::badbit);
  GzipStream short_gzip(short_out);
  short_gzip << "abc";
  short_gzip.Finish();
  EXPECT_FALSE(short_gzip);
}

}  // namespace
}  // namespace cellquant::core
