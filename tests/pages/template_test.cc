#include "core/pages/template.h"

#include <gtest/gtest.h>

#include "core/pages/templates.h"

namespace cellquant::core {
namespace {

constexpr std::string_view kHtml =
    "{{%AUTOESCAPE context=\"HTML\"}}"
    "<p title=\"{{A}}\">{{A}}</p>{{#S}}<b>{{B}}</b>{{/S}}"
    "<img src=\"data:image/png;base64,{{I:none}}\"/>";

TEST(Template, EscapesTextsAndWritesPicturesInBase64) {
  PageData page;
  page.texts["A"] = "<\"&'";
  page.images["I"] = "Man";
  EXPECT_EQ(FillTemplate(kHtml, page).value_or(""),
            "<p title=\"&lt;&quot;&amp;&#39;\">&lt;&quot;&amp;&#39;</p>"
            "<img src=\"data:image/png;base64,TWFu\"/>");
}

TEST(Template, RepeatsSectionsInTheirOrder) {
  PageData page;
  page.Add("S").texts["B"] = "1";
  page.Add("S").texts["B"] = "2";
  EXPECT_NE(FillTemplate(kHtml, page)->find("<b>1</b><b>2</b>"),
            std::string::npos);
}

TEST(Template, ControlCharactersAndBrokenUtf8DoNotReachThePage) {
  PageData page;
  page.texts["A"] = std::string("a\0b\x1b\xff", 5);
  EXPECT_NE(FillTemplate(kHtml, page)->find("<p title=\"a?b??\">"),
            std::string::npos);
}

TEST(Template, ABrokenTemplateIsAnError) {
  EXPECT_FALSE(FillTemplate("{{#S}}", {}));
}

TEST(Template, OnlyPicturesAreLeftUnescaped) {
  for (const std::string_view page :
       {kComparisonPageTemplate, kComparisonFigureTemplate}) {
    ASSERT_EQ(page.substr(0, 15), "{{%AUTOESCAPE c");
    for (auto at = page.find(":none}}"); at != std::string_view::npos;
         at = page.find(":none}}", at + 1)) {
      const auto open = page.rfind("{{", at);
      EXPECT_EQ(page.substr(open - 7, 7), "base64,");
    }
  }
}

}  // namespace
}  // namespace cellquant::core
