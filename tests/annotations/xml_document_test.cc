#include "core/annotations/xml_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/annotations/reader.h"

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

Error ErrorOf(const std::string& text) {
  const auto document = XmlDocument::Parse(text, "a");
  EXPECT_FALSE(document) << text.substr(0, 80);
  return document ? Error{} : document.error();
}

std::string Nested(int depth) {
  std::string open;
  std::string close;
  for (int i = 0; i < depth; ++i) {
    open += "<a>";
    close += "</a>";
  }
  return open + close;
}

TEST(XmlDocument, WhatIsBrokenIsRefusedWithTheByte) {
  const std::pair<const char*, const char*> rows[] = {
      {"<a><b></a>", "byte 8"},      {"<a", "byte 1"},
      {"<a b=c/>", "byte 5"},        {"", "byte 0"},
      {"<a>&lt;</a", "byte 9"},      {"<b/>", "root is <b>, not <a>"},
      {"<a/><a/>", "than one root"}, {"text", "byte"}};
  for (const auto& [text, what] : rows) {
    const Error error = ErrorOf(text);
    EXPECT_EQ(error.reason, ErrorReason::kRegionsUnreadable) << text;
    EXPECT_THAT(error.message, HasSubstr(what)) << text;
  }
  EXPECT_THAT(ErrorOf(std::string("<a>\0</a>", 8)).message,
              HasSubstr("byte 3"));
}

TEST(XmlDocument, DepthIsLimitedAndCannotExhaustTheStack) {
  EXPECT_TRUE(XmlDocument::Parse(Nested(kMaxAnnotationDepth), "a"));
  for (const int depth : {kMaxAnnotationDepth + 1, 1'000'000}) {
    EXPECT_THAT(ErrorOf(Nested(depth)).message, HasSubstr("deeper than 64"));
  }
}

TEST(XmlDocument, TheNumberOfTagsIsLimited) {
  std::string many = "<a>";
  for (int i = 0; i < 8'000'000; ++i) many += "<b/>";
  EXPECT_THAT(ErrorOf(many + "</a>").message, HasSubstr("8000000 tags"));
}

TEST(XmlDocument, ADocumentTypeIsRefusedSoNoEntityIsExpanded) {
  const std::string bomb =
      "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\">]><a>&y;</a>";
  EXPECT_THAT(ErrorOf(bomb).message, HasSubstr("document type"));
  const std::string file =
      "<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><a>&f;</a>";
  EXPECT_THAT(ErrorOf(file).message, HasSubstr("document type"));
  const auto undefined = XmlDocument::Parse("<a b='&f;'>&f;</a>", "a");
  ASSERT_TRUE(undefined);
  EXPECT_EQ(undefined->Root().Text(), "&f;");
  EXPECT_EQ(undefined->Root().Attribute("b"), "&f;");
}

TEST(XmlDocument, TextThatIsNotUtf8IsRefused) {
  for (const char* text :
       {"<a b=\"caf\xE9\"/>", "<a>\xFF</a>", "<a b='&#xD800;'/>"}) {
    EXPECT_THAT(ErrorOf(text).message, HasSubstr("UTF-8")) << text;
  }
  EXPECT_TRUE(XmlDocument::Parse("\xEF\xBB\xBF<a b=\"caf\xC3\xA9\"/>", "a"));
}

TEST(XmlDocument, WhatIsWrittenIsReadBack) {
  const std::string text = "R&D <\"'> \xC3\xA9\n\t]]>";
  const XmlDocument written = XmlDocument::WithRoot("a");
  XmlElement child = written.Root().Append("b");
  child.SetAttribute("c", text);
  child.SetText(text);
  const auto read = XmlDocument::Parse(written.Bytes(), "a");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->Root().Child("b").Attribute("c"), text);
  EXPECT_EQ(read->Root().Child("b").Text(), text);
}

TEST(XmlDocument, WhatIsNotThereIsEmpty) {
  const auto document = XmlDocument::Parse("<a><b/><c/><b/></a>", "a");
  ASSERT_TRUE(document);
  const XmlElement root = document->Root();
  EXPECT_EQ(root.Children("b").size(), 2U);
  EXPECT_EQ(root.Child("d").Child("e").Attribute("f"), "");
  EXPECT_EQ(root.Child("d").Text(), "");
  EXPECT_TRUE(root.Child("d").Children("e").empty());
}

TEST(NumberFrom, TheWholeTextIsAFiniteNumber) {
  EXPECT_EQ(NumberFrom("12.5"), 12.5);
  EXPECT_EQ(NumberFrom("-3e2"), -300.0);
  EXPECT_EQ(NumberFrom(" \n7\t"), 7.0);
  for (const char* text : {"", " ", "12px", "1 2", "0x10", "nan", "inf", "-inf",
                           "1e999", "1,5", "--1", "."}) {
    EXPECT_FALSE(NumberFrom(text)) << text;
  }
}

TEST(NumberFrom, TheDecimalCommaIsReadWhereTheFormatHasIt) {
  EXPECT_EQ(NumberFrom("1234,5", DecimalMark::kPointOrComma), 1234.5);
  EXPECT_EQ(NumberFrom("1234.5", DecimalMark::kPointOrComma), 1234.5);
  EXPECT_FALSE(NumberFrom("1,234.5", DecimalMark::kPointOrComma));
  EXPECT_FALSE(NumberFrom("1,234,5", DecimalMark::kPointOrComma));
}

}  // namespace
}  // namespace cellquant::core
