#include "core/pages/gnuplot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace cellquant::core {
namespace {

Plot SomePlot(const std::string& text = "a") {
  Plot plot{text, text, {-1.0, 2.0}, {{0.0, text}, {1.0, "b"}}, {0.0, 100.0}};
  plot.key = true;
  PlotSeries series{text, {10, 20, 30}, 0, false, {}};
  series.points = {{0.0, 50.0, PlotRange{40.0, 60.0}, PlotRange{30.0, 80.0}},
                   {1.0, 0.0, PlotRange{0.0, 20.0}, {}, true}};
  plot.series = {series};
  return plot;
}

std::vector<std::string> TextsOf(const std::string& svg) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(svg.data(), svg.size());
  EXPECT_TRUE(parsed) << parsed.description();
  std::vector<std::string> texts;
  for (const auto& found : document.select_nodes("//text")) {
    texts.emplace_back(found.node().text().get());
  }
  return texts;
}

TEST(Gnuplot, ShowsTitlesTicksAndNames) {
  const auto svg = DrawPlots({1, 400, 300, {SomePlot()}}, "gnuplot");
  ASSERT_TRUE(svg) << svg.error().message;
  EXPECT_EQ(TextsOf(*svg).size(), 4U + 6U + 1U) << "and six numbers of y";
}

TEST(Gnuplot, ATickMayHaveTwoLines) {
  Plot plot = SomePlot();
  plot.x_ticks = {{0.0, "d90\n(day 90) 5%"}};
  const auto svg = DrawPlots({1, 400, 300, {plot}}, "gnuplot");
  ASSERT_TRUE(svg) << svg.error().message;
  EXPECT_THAT(TextsOf(*svg), ::testing::Contains("d90"));
  EXPECT_THAT(TextsOf(*svg), ::testing::Contains("(day 90) 5%"));
}

TEST(Gnuplot, NoTextIsACommandAFormatOrMarkup) {
  for (const std::string text :
       {"'; exit status 3; '", "'''; exit status 3 #", "\"; exit status 3; \"",
        "`false`", "%d %s 50%", "a_{b}^c {/Bold x}", "\\n\\", "END",
        "t-7 5%1 12", "<b>&amp;\"", "@x $y ~ | # comment", "\u00b5m \u2212"}) {
    const auto svg = DrawPlots({1, 900, 600, {SomePlot(text)}}, "gnuplot");
    ASSERT_TRUE(svg) << text << ": " << svg.error().message;
    const auto texts = TextsOf(*svg);
    EXPECT_EQ(std::count(texts.begin(), texts.end(), text), 4)
        << text << " as title, at both axes and in the key";
  }
}

TEST(Gnuplot, ALineBreakInATextDoesNotEndIt) {
  const auto svg =
      DrawPlots({1, 400, 300, {SomePlot("a\nset output 'x'")}}, "gnuplot");
  ASSERT_TRUE(svg) << svg.error().message;
  EXPECT_THAT(TextsOf(*svg), ::testing::Contains("a?set output 'x'"));
}

TEST(Gnuplot, DrawsZeroOnALogarithmicAxis) {
  Plot plot = SomePlot();
  plot.linear_up_to = 10.0;
  plot.y_ticks = {{0.0, "0"}, {1000.0, "1000"}};
  plot.y = {0.0, 5000.0};
  const auto svg = DrawPlots({1, 400, 300, {plot}}, "gnuplot");
  ASSERT_TRUE(svg) << svg.error().message;
  EXPECT_THAT(TextsOf(*svg), ::testing::Contains("0"));
  EXPECT_THAT(TextsOf(*svg), ::testing::Contains("1000"));
}

TEST(Gnuplot, AnEmptySeriesAndAnEmptyPlotAreDrawn) {
  Plot empty = SomePlot();
  empty.series = {{"none", {}, 0, false, {}}};
  EXPECT_TRUE(DrawPlots({2, 300, 200, {empty, SomePlot(), empty}}, "gnuplot"));
}

TEST(Gnuplot, IsMissedByName) {
  const auto svg = DrawPlots({1, 400, 300, {SomePlot()}}, "no-such-gnuplot");
  ASSERT_FALSE(svg);
  EXPECT_EQ(svg.error().reason, ErrorReason::kFileNotFound);
  EXPECT_EQ(svg.error().message, "there is no program no-such-gnuplot");
}

TEST(Gnuplot, NothingToPlotIsRefused) {
  EXPECT_EQ(DrawPlots({}, "gnuplot").error().reason,
            ErrorReason::kInvalidArgument);
}

}  // namespace
}  // namespace cellquant::core
