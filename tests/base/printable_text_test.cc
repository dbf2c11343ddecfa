#include "core/base/printable_text.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

TEST(PrintableText, WhatIsNoTextBecomesQuestionMarks) {
  EXPECT_EQ(PrintableText("caf\xC3\xA9"), "caf\xC3\xA9");
  EXPECT_EQ(PrintableText("a\n\x1B[31m\xFF"), "a??[31m?");
  EXPECT_EQ(PrintableText("caf\xC3\xA9", 4), "caf");
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
