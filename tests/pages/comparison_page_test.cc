#include "core/pages/comparison_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "tests/pages/toy_comparison.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::ToyComparison;
using ::cellquant::testing::ToyMaterial;
using ::testing::HasSubstr;
using ::testing::Not;

// What breaks out of text, attributes, style sheets and comments.
const std::string kHostile = "<script>alert(1)</script>\"'&;}*/-->\\ ";

std::string Page(const Comparison& comparison,
                 const std::vector<SlideMaterial>& materials = {},
                 const PageOptions& options = {}) {
  auto page = ComparisonPage(comparison, materials, options);
  EXPECT_TRUE(page) << page.error().message;
  return page.value_or("");
}

pugi::xml_document Parsed(const std::string& page) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(
      page.data(), page.size(), pugi::parse_full | pugi::parse_ws_pcdata);
  EXPECT_TRUE(parsed) << parsed.description() << " at "
                      << page.substr(parsed.offset, 80);
  return document;
}

std::string TextOf(const pugi::xml_node& node) {
  std::string text;
  for (const auto& found : node.select_nodes(".//text()")) {
    text += found.node().value();
    text += ' ';
  }
  return text;
}

std::string Body(const std::string& page) {
  return TextOf(Parsed(page).child("html").child("body"));
}

TEST(ComparisonPage, IsOneWellFormedFileThatNeedsNothingElse) {
  const ToyMaterial toy;
  const std::string page = Page(ToyComparison(), toy.materials());
  const auto document = Parsed(page);
  EXPECT_THAT(page, HasSubstr("default-src 'none'; img-src data:; style-src "
                              "'unsafe-inline'"));
  EXPECT_TRUE(document
                  .select_nodes("//script | //link | //iframe | //a |"
                                "//object | //*[@onload] | //*[@onclick]")
                  .empty());
  const auto images = document.select_nodes("//img");
  EXPECT_EQ(images.size(), 8U) << "a plot, and two each, with a key for maps";
  for (const auto& image : images) {
    EXPECT_EQ(std::string(image.node().attribute("src").value()).find("data:"),
              0U);
    EXPECT_STRNE(image.node().attribute("alt").value(), "");
  }
}

TEST(ComparisonPage, TextsFromOutsideAreShownAndNeverObeyed) {
  const ToyMaterial plain_toy;
  const ToyMaterial toy(kHostile);
  const std::string page = Page(ToyComparison(kHostile), toy.materials());
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  const auto document = Parsed(page);
  const auto plain = Parsed(Page(ToyComparison(), plain_toy.materials()));
  const auto count = [](const pugi::xml_document& d) {
    return d.select_nodes("//*").size() + d.select_nodes("//@*").size();
  };
  EXPECT_EQ(count(document), count(plain)) << "text became markup";
  const std::string body = TextOf(document.child("html").child("body"));
  for (const char* said :
       {"patient-01", "cortex", "network", "clone", "BCMA", "by", "at", "bb",
        "CD138", "the same", "too few", "the density rises"}) {
    if (std::string(said) == "too few") continue;  // in the caveats' words
    EXPECT_THAT(body, HasSubstr(kHostile + said));
  }
}

TEST(ComparisonPage, StyleSheetsTakeNoTextFromOutsideAsTheirOwn) {
  const auto document = Parsed(Page(ToyComparison(kHostile)));
  const std::string style = TextOf(document.select_node("//style").node());
  EXPECT_THAT(style, Not(HasSubstr("alert(1)")));
  const auto plain = Parsed(Page(ToyComparison()));
  const auto braces = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '}');
  };
  EXPECT_EQ(braces(style), braces(TextOf(plain.select_node("//style").node())));
}

TEST(ComparisonPage, TheAnswerComesFirstInWordsAndSigns) {
  const std::string body = Body(Page(ToyComparison()));
  EXPECT_THAT(body, HasSubstr("Research use only"));
  EXPECT_THAT(body, HasSubstr("\u2205"));
  EXPECT_THAT(body, HasSubstr("cleared"));
  EXPECT_THAT(body, HasSubstr("\u25bc"));
  EXPECT_THAT(body, HasSubstr("reduced"));
  EXPECT_THAT(body, HasSubstr("The upper bound is below the limit."));
  EXPECT_LT(body.find("cleared"), body.find("section thickness"));
  EXPECT_LT(body.find("section thickness"), body.find("anti-CD20 therapy"));
}

TEST(ComparisonPage, NoneFoundIsAnUpperBoundAndNotZero) {
  const auto document = Parsed(Page(ToyComparison()));
  const auto cells = document.select_nodes("//section[1]//tbody[2]/tr[1]/td");
  ASSERT_EQ(cells.size(), 7U);
  const std::string after = TextOf(cells[4].node());
  EXPECT_THAT(after, HasSubstr("< 0.749")) << "-ln(0.05) / 4 mm2";
  EXPECT_THAT(after, HasSubstr("one-sided"));
  EXPECT_THAT(TextOf(cells[6].node()), HasSubstr("\u2212\u221e"));
}

TEST(ComparisonPage, ARefusedComparisonSaysSoAboveAllAndShowsNoRatio) {
  Comparison comparison = ToyComparison();
  comparison.gate_status = GateStatus::kRefuse;
  comparison.gates[0].gate.status = GateStatus::kRefuse;
  for (ClassComparison& c : comparison.comparisons) {
    c.change = std::nullopt;
    c.no_change_reason = "the gate refuses the comparison";
  }
  const std::string body = Body(Page(comparison));
  EXPECT_LT(body.find("must not be compared"), body.find("Answer"));
  EXPECT_THAT(body, HasSubstr("The gate refuses the comparison."));
  EXPECT_THAT(body, Not(HasSubstr("cleared,")));
  EXPECT_THAT(body, HasSubstr("not compared"));
  comparison.options.force = true;
  EXPECT_THAT(Body(Page(comparison)), HasSubstr("it was forced"));
}

TEST(ComparisonPage, WithoutSlidesItSaysThatPicturesAreMissing) {
  const std::string body = Body(Page(ToyComparison()));
  const std::size_t said = body.find("There are no pictures");
  ASSERT_NE(said, std::string::npos);
  EXPECT_EQ(body.find("no pictures", said + 20), std::string::npos)
      << "once, not for each marker";
}

TEST(ComparisonPage, ACaveatOfManyIsSaidOnceWithAllThatItIsOf) {
  Comparison comparison = ToyComparison();
  comparison.caveats = {"CD20: no recall", "CD138: no recall", "all of it"};
  const auto document = Parsed(Page(comparison));
  std::vector<std::string> caveats;
  for (const auto& item : document.select_nodes("//ul[@class='caveats']/li")) {
    caveats.push_back(TextOf(item.node()));
  }
  ASSERT_EQ(caveats.size(), 3U);
  EXPECT_THAT(caveats[0], HasSubstr("CD20, CD138:"));
  EXPECT_THAT(caveats[0], HasSubstr("No recall."));
  EXPECT_THAT(caveats[2], HasSubstr("CD20, d90 (day 90), in cortex; CD138, d90 "
                                    "(day 90), in cortex:"));
}

TEST(ComparisonPage, AnUpperBoundIsLessThanOnlyWhereNoneWasFound) {
  const std::string body = Body(Page(ToyComparison()));
  EXPECT_THAT(body, HasSubstr("upper bound 0.750")) << "CD20: 800 found";
  EXPECT_THAT(body, HasSubstr("< 0.750")) << "CD138: none";
}

TEST(ComparisonPage, AFieldWithoutAPositiveCellHasABoundAndNotZero) {
  const ToyMaterial toy;
  const std::string body = Body(Page(ToyComparison(), toy.materials()));
  EXPECT_THAT(body, HasSubstr("No positive cell found (< 15.4 per mm\u00b2) in "
                              "0.195"))
      << "-ln(0.05) / 0.1954 mm2, rounded up";
  EXPECT_THAT(body, HasSubstr("Folds and blur are not taken off its area"));
}

TEST(ComparisonPage, AControlIsNotInTheFieldsOfItsClass) {
  const ToyMaterial toy;
  auto materials = toy.materials();
  materials[0].controls = {materials[0].regions[0].id};
  EXPECT_THAT(Body(Page(ToyComparison(), materials)),
              HasSubstr("No picture: it has no such region."));
}

TEST(ComparisonPage, TheOnlyFieldThatFitsIsNoMedian) {
  const ToyMaterial toy;
  PageOptions options;
  options.field_area = SquareMillimeters(0.36);
  const std::string body =
      Body(Page(ToyComparison(), toy.materials(), options));
  EXPECT_THAT(body, HasSubstr("the only field that fits"));
  EXPECT_THAT(body, Not(HasSubstr("the median of 1 fields")));
}

TEST(ComparisonPage, ASlideThatIsMissingLeavesTheOthersPictures) {
  const ToyMaterial toy;
  const std::string page = Page(ToyComparison(), {toy.materials().front()});
  EXPECT_THAT(Body(page), HasSubstr("No picture: the slide was not at hand."));
  EXPECT_THAT(page, HasSubstr("data:image/jpeg;base64,"));
}

TEST(ComparisonPage, WithoutGnuplotItSaysWhyThePlotIsMissing) {
  PageOptions options;
  options.gnuplot = "no-such-gnuplot";
  EXPECT_THAT(Body(Page(ToyComparison(), {}, options)),
              HasSubstr("The plot is missing: there is no program "
                        "no-such-gnuplot."));
}

TEST(ComparisonPage, FieldsAreToldWithTheirPlaceDensityAndArrows) {
  const ToyMaterial toy;
  const std::string body = Body(Page(ToyComparison(), toy.materials()));
  EXPECT_THAT(body, HasSubstr("the median of"));
  EXPECT_THAT(body, HasSubstr("Arrows on 40 of "));
  EXPECT_THAT(body, HasSubstr("Upper left corner: pixel 0, 0 of level 0"));
}

TEST(ComparisonPage, OtherPatientsStandBehindAsLines) {
  const Comparison other = ToyComparison();
  PageOptions options;
  options.others = {&other};
  EXPECT_THAT(Body(Page(ToyComparison(), {}, options)),
              HasSubstr("Thin gray lines: 1 other patient"));
}

TEST(ComparisonPage, TheSameInputGivesTheSameBytes) {
  const ToyMaterial toy;
  EXPECT_EQ(Page(ToyComparison(), toy.materials()),
            Page(ToyComparison(), toy.materials()));
}

TEST(ComparisonPage, AnIndexThatLeadsNowhereIsRefused) {
  Comparison comparison = ToyComparison();
  comparison.comparisons.front().pair.after = 9;
  EXPECT_EQ(ComparisonPage(comparison, {}).error().reason,
            ErrorReason::kInvalidArgument);
}

}  // namespace
}  // namespace cellquant::core
