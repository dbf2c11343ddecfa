#include "core/pages/comparison_figure.h"

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

const std::string kHostile = "<script>alert(1)</script>\"'&<!--plot-->` %d {} ";

std::string Figure(const Comparison& comparison,
                   const std::vector<SlideMaterial>& materials,
                   const FigureOptions& options = {}) {
  auto figure = ComparisonFigure(comparison, materials, options);
  EXPECT_TRUE(figure) << figure.error().message;
  return figure.value_or("");
}

pugi::xml_document Parsed(const std::string& svg) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(svg.data(), svg.size());
  EXPECT_TRUE(parsed) << parsed.description() << " at "
                      << svg.substr(parsed.offset, 80);
  return document;
}

bool HasText(const pugi::xml_document& document, const std::string& text) {
  for (const auto& found : document.select_nodes("//text")) {
    if (std::string(found.node().text().get()).find(text) !=
        std::string::npos) {
      return true;
    }
  }
  return false;
}

TEST(ComparisonFigure, HasFieldsOfBothTimepointsAndThePlotBelow) {
  const ToyMaterial toy;
  const auto figure = Parsed(Figure(ToyComparison(), toy.materials()));
  EXPECT_EQ(figure.select_nodes("/svg/g/image").size(), 2U) << "CD20";
  EXPECT_EQ(figure.select_nodes("//svg//svg").size(), 1U);
  for (const char* text : {"g", "h", "pre (day \u22127)", "CD138", "CD20",
                           "FDC network", "No picture: the slide was not"}) {
    EXPECT_TRUE(HasText(figure, text)) << text;
  }
}

TEST(ComparisonFigure, TextsFromOutsideAreShownAndNeverObeyed) {
  const ToyMaterial toy(kHostile);
  FigureOptions options;
  options.field_markers = {kHostile + "CD20"};
  const std::string svg =
      Figure(ToyComparison(kHostile), toy.materials(), options);
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  const auto figure = Parsed(svg);
  EXPECT_EQ(figure.select_nodes("/svg/g/image").size(), 2U);
  EXPECT_EQ(figure.select_nodes("//svg//svg").size(), 1U);
  EXPECT_TRUE(HasText(figure, kHostile + "CD138")) << "in the plot's key";
  EXPECT_TRUE(HasText(figure, kHostile + "pre")) << "at the plot's axis";
}

// Where a field stands: of a picture or of the frame round a missing one.
std::vector<std::string> PlacesOfFields(const pugi::xml_document& figure) {
  std::vector<std::string> places;
  for (const auto& found :
       figure.select_nodes("/svg/g[title]/image/@x | /svg/g[title]/rect/@x")) {
    places.emplace_back(found.attribute().value());
  }
  return places;
}

TEST(ComparisonFigure, EachFieldStandsUnderItsOwnTimepoint) {
  Comparison comparison = ToyComparison();
  SlideMeasurement between = comparison.measurements[0];
  between.specimen->timepoint_label = "d30";
  between.specimen->timepoint_day = 30;
  comparison.measurements.push_back(between);
  const ToyMaterial toy;
  auto materials = toy.materials();
  const auto figure = Parsed(Figure(comparison, materials));
  const auto columns = figure.select_nodes("/svg/text[@y=26]");
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_STREQ(columns[1].node().text().get(), "d30 (day 30)");
  const auto places = PlacesOfFields(figure);
  ASSERT_EQ(places.size(), 5U);
  EXPECT_EQ(places[3], places[0]) << "CD138, pre";
  EXPECT_EQ(places[4], places[1]) << "CD138, d90, leaves d30 empty";
  EXPECT_LT(std::stoi(places[2]), std::stoi(places[1])) << "CD20, d30";
}

TEST(ComparisonFigure, WithoutScoresThereIsNoPanelOfThem) {
  Comparison comparison = ToyComparison();
  EXPECT_TRUE(HasText(Parsed(Figure(comparison, {})), "score"));
  for (SlideMeasurement& m : comparison.measurements) m.scores.clear();
  EXPECT_FALSE(HasText(Parsed(Figure(comparison, {})), "score"));
}

TEST(ComparisonFigure, AMarkerThatNobodyMeasuredIsNamed) {
  FigureOptions options;
  options.field_markers = {"CD20", "CD19"};
  const auto figure = ComparisonFigure(ToyComparison(), {}, options);
  ASSERT_FALSE(figure);
  EXPECT_EQ(figure.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_THAT(figure.error().message, HasSubstr("CD19"));
}

TEST(ComparisonFigure, WithoutAMarkerToShowThereIsNoPanelOfFields) {
  Comparison comparison = ToyComparison();
  for (SlideMeasurement& m : comparison.measurements) m.marker = "CD3";
  const auto figure = Parsed(Figure(comparison, {}));
  EXPECT_TRUE(PlacesOfFields(figure).empty());
  EXPECT_FALSE(HasText(figure, "g, fields"));
  EXPECT_TRUE(HasText(figure, "h, thick bars"));
}

TEST(ComparisonFigure, WithoutGnuplotItSaysWhyThePlotIsMissing) {
  FigureOptions options;
  options.gnuplot = "no-such-gnuplot";
  const auto figure = Parsed(Figure(ToyComparison(), {}, options));
  EXPECT_TRUE(HasText(figure, "there is no program no-such-gnuplot"));
}

TEST(ComparisonFigure, TheSameInputGivesTheSameBytes) {
  const ToyMaterial toy;
  EXPECT_EQ(Figure(ToyComparison(), toy.materials()),
            Figure(ToyComparison(), toy.materials()));
}

TEST(ComparisonFigure, NothingMeasuredIsRefused) {
  EXPECT_EQ(ComparisonFigure({}, {}).error().reason,
            ErrorReason::kInvalidArgument);
}

}  // namespace
}  // namespace cellquant::core
