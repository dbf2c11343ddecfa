#include "core/formats/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<std::vector<CsvRecord>> Read(std::string_view text) {
  return RecordsFromCsv(text, ErrorReason::kManifestInvalid);
}

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
  const auto records = Read(
      "\xEF\xBB\xBF"
      "a,b\r\n1,\"x, \"\"y\"\"\"\r\n,\r\n");
  ASSERT_TRUE(records);
  ASSERT_EQ(records->size(), 3U);
  EXPECT_THAT((*records)[0].fields, ElementsAre("a", "b"));
  EXPECT_THAT((*records)[1].fields, ElementsAre("1", "x, \"y\""));
  EXPECT_THAT((*records)[2].fields, ElementsAre("", ""));
}

TEST(Csv, CountsLinesThroughLineBreaksInFields) {
  const auto records = Read("a,b\n\"1\n2\r\n3\",x\nlast,y");
  ASSERT_TRUE(records);
  EXPECT_EQ((*records)[1].fields[0], "1\n2\r\n3");
  EXPECT_EQ((*records)[1].line, 2U);
  EXPECT_EQ((*records)[2].line, 5U);
}

TEST(Csv, RefusesWithTheLine) {
  const std::pair<const char*, const char*> cases[] = {
      {"a,b\n1\n", "line 2 has 1 fields, the first line has 2"},
      {"a,b\n1,2,3\n", "line 2 has 3 fields"},
      {"a,b\n\n", "line 2 has 1 fields"},
      {"a,b\n1,x\"y\n", "line 2 has a quote inside a field"},
      {"a,b\n1,\"x\"y\n", "line 2 has text after a quoted field"},
      {"a,b\n1,\"x\n\n", "line 2 has a quote that is not closed"},
      {"a,b\n1,x\ry\n", "line 2 holds a control character"},
      {"a,b\n1,\"x\ty\"\n", "line 2 holds a control character"},
      {"a,b\n1,\xFF\n", "line 2 is not UTF-8"}};
  for (const auto& [text, message] : cases) {
    const auto records = Read(text);
    ASSERT_FALSE(records) << text;
    EXPECT_EQ(records.error().reason, ErrorReason::kManifestInvalid);
    EXPECT_THAT(records.error().message, HasSubstr(message));
  }
  EXPECT_FALSE(Read(std::string_view("a\0b\n", 4)));
}

TEST(Csv, OfNothingHasNoRecord) { EXPECT_THAT(*Read(""), IsEmpty()); }

TEST(Csv, WritesTextThatIsReadBack) {
  for (const char* text :
       {"plain", "a,b", "say \"x\"", "two\nlines", " edge"}) {
    const auto records = Read(CsvText(text) + ",x\n");
    ASSERT_TRUE(records) << text;
    EXPECT_EQ((*records)[0].fields[0], text);
  }
  EXPECT_EQ(CsvText(""), "NA");
  EXPECT_EQ(CsvText("NA"), "\"NA\"");
  EXPECT_EQ(CsvText("plain"), "plain");
}

TEST(Csv, WritesNumbersInFull) {
  EXPECT_EQ(CsvNumber(0.1), "0.1");
  EXPECT_EQ(CsvNumber(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(CsvNumber(12345678.0), "12345678");
  EXPECT_EQ(CsvNumber(std::nullopt), "NA");
  EXPECT_EQ(CsvNumber(std::numeric_limits<double>::infinity()), "NA");
  EXPECT_EQ(CsvFlag(true), "TRUE");
}

}  // namespace
}  // namespace cellquant::core
