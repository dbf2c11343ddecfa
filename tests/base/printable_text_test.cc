#include "core/base/printable_text.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

TEST(PrintableText, WhatIsNoTextBecomesQuestionMarks) {
  EXPECT_EQ(PrintableText("caf\xC3\xA9"), "caf\xC3\xA9");
  EXPECT_EQ(PrintableText("a\n\x1B[31m\xFF"), "a??[31m?");
  EXPECT_EQ(PrintableText("caf\xC3\xA9", 4), "caf");
}

TEST(PrintableText, NothingTurnsTheDirectionOfText) {
  for (const char* turn : {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
                           "\u2066", "\u2067", "\u2068", "\u2069"}) {
    EXPECT_EQ(PrintableText(std::string("a") + turn + "b"), "a?b");
  }
  EXPECT_EQ(PrintableText("\u2029\u202f\u2065\u206a"),
            "\u2029\u202f\u2065\u206a");
}

TEST(PrintableText, ControlCharactersOfTwoBytesAreNoText) {
  EXPECT_EQ(PrintableText("\u009b31m\u00a0"), "?31m\u00a0");
}

TEST(ValidUtf8Length, EndsBeforeTheFirstByteThatIsNone) {
  EXPECT_EQ(ValidUtf8Length(""), 0U);
  EXPECT_EQ(ValidUtf8Length("caf\xC3\xA9\n"), 6U);
  for (const char* text : {"abc\xFF", "abc\xC3", "abc\xC3(", "abc\xC0\xAF",
                           "abc\xED\xA0\x80", "abc\xF4\x90\x80\x80"}) {
    EXPECT_EQ(ValidUtf8Length(text), 3U) << text;
  }
}

}  // namespace
}  // namespace cellquant::core
