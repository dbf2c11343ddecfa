#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/annotations/read_annotations.h"
#include "core/annotations/writer.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Vertices(
    const std::vector<std::pair<const char*, const char*>>& points) {
  std::string vertices;
  for (const auto& [x, y] : points) {
    vertices += fmt::format(R"(<Vertex X="{}" Y="{}" Z="0"/>)", x, y);
  }
  return "<Vertices>" + vertices + "</Vertices>";
}

std::string Region(const std::string& attributes, const std::string& vertices) {
  return "<Region " + attributes + ">" + vertices + "</Region>";
}

std::string Layer(const std::string& attributes, const std::string& regions) {
  return "<Annotation " + attributes + "><Regions>" + regions +
         "</Regions></Annotation>";
}

std::string File(const std::string& layers) {
  return "<?xml version=\"1.0\"?><Annotations MicronsPerPixel=\"0.25\">" +
         layers + "</Annotations>";
}

const std::string kSquare =
    Vertices({{"0", "0"}, {"10", "0"}, {"10", "10"}, {"0", "10"}});

AnnotationFile Read(const std::string& text) {
  auto file = ReadAnnotations(text);
  EXPECT_TRUE(file) << file.error().message;
  return file ? *std::move(file) : AnnotationFile{};
}

// The file's only region, of type `type`.
AnnotationFile ReadRegion(const std::string& type,
                          const std::string& vertices) {
  return Read(
      File(Layer(R"(Name="L")", Region("Type=\"" + type + "\"", vertices))));
}

TEST(AperioReader, ALayerIsTheClassAndTheTextTheName) {
  const AnnotationFile file =
      Read(File(Layer(R"(Name="Tumor" LineColor="5634047")",
                      Region(R"(Type="0" Text="F1")", kSquare))));
  EXPECT_EQ(file.format, AnnotationFormat::kAperio);
  ASSERT_EQ(file.regions.size(), 1U);
  EXPECT_EQ(file.regions[0].classification, "Tumor");
  EXPECT_EQ(file.regions[0].name, "F1");
  EXPECT_EQ(file.regions[0].color, (Color{0xFF, 0xF7, 0x55}));
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions[0].shape), 100.0);
}

TEST(AperioReader, ARectangleHasTwoOrFourVertices) {
  EXPECT_DOUBLE_EQ(AreaPx2(ReadRegion("1", kSquare).regions[0].shape), 100.0);
  const auto corners = Vertices({{"1", "2"}, {"5", "10"}});
  EXPECT_DOUBLE_EQ(AreaPx2(ReadRegion("1", corners).regions[0].shape), 32.0);
  const auto three = Vertices({{"1", "2"}, {"5", "10"}, {"7", "8"}});
  EXPECT_THAT(ReadRegion("1", three).problems.at(0).message,
              HasSubstr("a rectangle has 3 vertices"));
}

// Files of ImageScope state an area of 1121.5 px2 for a box of 42 x 34.
TEST(AperioReader, AnEllipseFillsTheBoxOfItsTwoVertices) {
  const AnnotationFile file =
      ReadRegion("2", Vertices({{"7032", "26205"}, {"7074", "26239"}}));
  EXPECT_NEAR(AreaPx2(file.regions.at(0).shape), 1121.5, 0.05);
  EXPECT_THAT(ReadRegion("2", kSquare).problems.at(0).message,
              HasSubstr("an ellipse has 4 vertices"));
}

TEST(AperioReader, WhatHasNoAreaIsSkippedAndCounted) {
  const std::string two = Vertices({{"0", "0"}, {"9", "9"}});
  const AnnotationFile file = Read(File(Layer(
      R"(Name="L")", Region(R"(Type="3")", two) + Region(R"(Type="4")", two) +
                         Region(R"(Type="4")", two) +
                         Region(R"(Type="5")", Vertices({{"0", "0"}})))));
  EXPECT_THAT(file.regions, IsEmpty());
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.warnings,
              ElementsAre("1 arrow(s) skipped: no annotated area",
                          "1 point(s) skipped: no annotated area",
                          "2 ruler(s) skipped: no annotated area"));
}

TEST(AperioReader, NoAreaIsSkippedByMistake) {
  EXPECT_THAT(ReadRegion("3", kSquare).problems.at(0).message,
              HasSubstr("the type arrow has 1 or 2 vertices, not 4"));
  EXPECT_THAT(ReadRegion("7", kSquare).problems.at(0).message,
              HasSubstr("type \"7\" are not known"));
  EXPECT_EQ(Read(File(Layer("", Region("", kSquare)))).regions.size(), 1U);
}

TEST(AperioReader, ABadRegionIsAProblemOfItsOwn) {
  const AnnotationFile file = Read(File(
      Layer(R"(Name="Stroma")", Region(R"(Type="0")", kSquare)) +
      Layer(R"(Name="Tumor")",
            Region(R"(Type="0")", Vertices({{"1", "2"}, {"3", "4,5"}})) +
                Region(R"(Type="0" NegativeROA="yes")", kSquare) +
                Region(R"(Type="0")", "") + Region(R"(Type="0")", kSquare))));
  EXPECT_EQ(file.regions.size(), 2U);
  ASSERT_EQ(file.problems.size(), 3U);
  for (const Error& problem : file.problems) {
    EXPECT_EQ(problem.reason, ErrorReason::kRegionInvalid);
  }
  EXPECT_EQ(file.problems[0].message,
            "layer 2 (\"Tumor\"), region 1: vertex 2 is no pair of numbers: "
            "(\"3\", \"4,5\")");
  EXPECT_THAT(file.problems[1].message, HasSubstr("NegativeROA is \"yes\""));
  EXPECT_THAT(file.problems[2].message, HasSubstr("region 3: "));
}

TEST(AperioReader, EveryListOfRegionsIsRead) {
  const std::string list =
      "<Regions>" + Region(R"(Type="0")", kSquare) + "</Regions>";
  EXPECT_EQ(
      Read(File("<Annotation>" + list + list + "</Annotation>")).regions.size(),
      2U);
}

TEST(AperioReader, ANegativeRegionIsTakenOffItsLayerOnly) {
  const std::string hole = Region(
      R"(Type="0" NegativeROA="1")",
      Vertices({{"2", "2"}, {"4", "2"}, {"4", "4"}, {"2", "4"}, {"2", "2"}}));
  const AnnotationFile file =
      Read(File(Layer(R"(Name="A")", Region(R"(Type="0")", kSquare) + hole) +
                Layer(R"(Name="B")", Region(R"(Type="0")", kSquare))));
  ASSERT_EQ(file.regions.size(), 2U);
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions[0].shape), 96.0);
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions[1].shape), 100.0);
}

TEST(AperioWriter, WritesWhatImageScopeReads) {
  const core::Region region{"region-1",
                            "F<1>",
                            "Tumor",
                            {{{{0, 0}, {10, 0}, {10, 10.25}, {0, 10}},
                              {{{2, 2}, {2, 4}, {4, 4}, {4, 2}}}}},
                            Color{0xFF, 0xF7, 0x55}};
  const auto written = WriteAperio({region}, nullptr);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(written->losses, IsEmpty());
  for (const char* part :
       {R"(Name="Tumor" LineColor="5634047")", R"(Text="F&lt;1>")",
        R"(Type="0" NegativeROA="0")", R"(Type="0" NegativeROA="1")",
        R"(<Vertex X="10" Y="10.25")"}) {
    EXPECT_THAT(written->bytes, HasSubstr(part));
  }
}

TEST(AperioWriter, ControlCharactersAreLostAndSaid) {
  const core::Region region{"region-1",
                            "A\x01"
                            "B",
                            "", Normalized({{{{0, 0}, {9, 0}, {9, 9}}, {}}})};
  const auto written = WriteAperio({region}, nullptr);
  ASSERT_TRUE(written);
  EXPECT_THAT(written->losses,
              ::testing::Contains(HasSubstr("control characters")));
  EXPECT_EQ(written->bytes.find("&#1;"), std::string::npos);
  EXPECT_EQ(ReadAnnotations(written->bytes)->regions.at(0).name, "AB");
}

}  // namespace
}  // namespace cellquant::core
