#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/annotations/roles.h"
#include "core/annotations/writer.h"
#include "core/base/file.h"
#include "tests/testing/shared_data.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Vertex {
  const char* order;
  const char* x;
  const char* y;
};

std::string Annotation(const std::string& type,
                       const std::vector<Vertex>& vertices,
                       const std::string& group = "None") {
  std::string coordinates;
  for (const Vertex& v : vertices) {
    coordinates += fmt::format(R"(<Coordinate Order="{}" X="{}" Y="{}"/>)",
                               v.order, v.x, v.y);
  }
  return fmt::format(
      R"(<Annotation Name="A" Type="{}" PartOfGroup="{}" Color="#F4FA58">
         <Coordinates>{}</Coordinates></Annotation>)",
      type, group, coordinates);
}

AnnotationFile Read(const std::string& annotations) {
  auto file = ReadAnnotations("<ASAP_Annotations><Annotations>" + annotations +
                              "</Annotations></ASAP_Annotations>");
  EXPECT_TRUE(file) << file.error().message;
  return file ? *std::move(file) : AnnotationFile{};
}

const std::vector<Vertex> kSquare = {
    {"0", "0", "0"}, {"1", "10", "0"}, {"2", "10", "10"}, {"3", "0", "10"}};

TEST(AsapReader, TheGroupIsTheClassAndNoneIsNone) {
  const AnnotationFile file = Read(Annotation("Polygon", kSquare, "tumor") +
                                   Annotation("Polygon", kSquare));
  EXPECT_EQ(file.format, AnnotationFormat::kAsap);
  ASSERT_EQ(file.regions.size(), 2U);
  EXPECT_EQ(file.regions[0].name, "A");
  EXPECT_EQ(file.regions[0].classification, "tumor");
  EXPECT_EQ(file.regions[0].color, (Color{0xF4, 0xFA, 0x58}));
  EXPECT_EQ(file.regions[1].classification, "");
}

TEST(AsapReader, SplinesAndRectanglesAreThePolygonOfTheirPoints) {
  for (const char* type : {"Polygon", "Spline", "Rectangle"}) {
    const AnnotationFile file = Read(Annotation(type, kSquare));
    EXPECT_DOUBLE_EQ(AreaPx2(file.regions.at(0).shape), 100.0) << type;
  }
}

TEST(AsapReader, VerticesAreSortedByTheirOrder) {
  const AnnotationFile file = Read(Annotation("Polygon", {{"10", "10", "10"},
                                                          {"0", "0", "0"},
                                                          {"11", "0", "10"},
                                                          {"2", "10", "0"}}));
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions.at(0).shape), 100.0);
}

TEST(AsapReader, AnOrderThatIsAnothersOrNoneIsAProblem) {
  const AnnotationFile file =
      Read(Annotation("Polygon",
                      {{"0", "0", "0"}, {"1", "9", "0"}, {"1", "9", "9"}}) +
           Annotation("Polygon", {{"0", "0", "0"}, {"", "9", "0"}}));
  ASSERT_EQ(file.problems.size(), 2U);
  EXPECT_EQ(file.problems[0].message,
            "annotation 1 (\"A\"): vertex 3 has the Order \"1\", which is "
            "another's, too");
  EXPECT_THAT(file.problems[1].message, HasSubstr("which is no number"));
}

TEST(AsapReader, DecimalCommasAreRead) {
  const AnnotationFile file = Read(Annotation(
      "Polygon", {{"0", "0,5", "0"}, {"1", "2,5", "0,0"}, {"2", "2,5", "3"}}));
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions.at(0).shape), 3.0);
}

TEST(AsapReader, WhatHasNoAreaIsSkippedAndTheUnknownIsAProblem) {
  const std::vector<Vertex> dot = {{"0", "1", "1"}};
  const AnnotationFile file =
      Read(Annotation("Dot", dot) + Annotation("PointSet", kSquare) +
           Annotation("Measurement", dot) + Annotation("Dot", dot) +
           Annotation("Blob", kSquare));
  EXPECT_THAT(file.regions, IsEmpty());
  EXPECT_THAT(file.warnings,
              ElementsAre("2 dot(s) skipped: no annotated area",
                          "1 measurement(s) skipped: no annotated area",
                          "1 set of points(s) skipped: no annotated area"));
  EXPECT_THAT(file.problems.at(0).message,
              HasSubstr("type \"Blob\" are not known"));
}

TEST(AsapReader, ReadsRealFiles) {
  CELLQUANT_SHARED_DATA_OR_SKIP(folder, "wsiprocess");
  for (const char* name :
       {"CMU-1_classification.xml", "CMU-1_segmentation.xml"}) {
    const auto text = ReadFile(folder / name, kMaxAnnotationBytes);
    ASSERT_TRUE(text) << text.error().message;
    const auto file = ReadAnnotations(*text);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_THAT(file->problems, IsEmpty()) << name;
    ASSERT_EQ(file->regions.size(), 4U) << name;
    EXPECT_EQ(file->regions[0].name, "Annotation 0");
    EXPECT_EQ(file->regions[0].classification, "malignant");
    EXPECT_EQ(file->regions[3].classification, "benign");
  }
}

TEST(AsapWriter, ListsEveryGroup) {
  const MultiPolygon shape = {
      {{{0, 0}, {10, 0}, {10, 10}}, {{{8, 4}, {6, 4}, {8, 6}}}}};
  const auto written =
      WriteAsap({{"a", "", "tumor", shape}}, /*slide=*/nullptr);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(written->bytes, HasSubstr(R"(<Group Name="tumor")"));
  EXPECT_THAT(written->bytes, HasSubstr(R"(<Group Name="Exclude")"));
  EXPECT_THAT(
      written->losses,
      ElementsAre("1 region(s) lose their id",
                  "1 hole(s) are areas of their own, of the group \"Exclude\": "
                  "read the file back with --exclude Exclude"));
}

TEST(AsapWriter, AClassCalledNoneIsRefused) {
  const auto written =
      WriteAsap({{"a", "", "None", {{{{0, 0}, {1, 0}, {1, 1}}, {}}}}}, nullptr);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().reason, ErrorReason::kInvalidArgument);
}

}  // namespace
}  // namespace cellquant::core
