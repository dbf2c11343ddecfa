#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/annotations/read_annotations.h"
#include "core/annotations/reader.h"
#include "core/annotations/writer.h"
#include "core/base/file.h"
#include "tests/testing/shared_data.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string RegionOf(const std::string& type, const std::string& vertices,
                     const std::string& comments = "") {
  return fmt::format(
      R"(<Region Type="{}" HasEndcaps="0" NegativeROA="0">
         <Vertices>{}</Vertices><Comments>{}</Comments></Region>)",
      type, vertices, comments);
}

std::string File(const std::string& regions) {
  return "<Annotations><Annotation Name=\"Layer 1\" LineColor=\"411799\">"
         "<Regions>" +
         regions + "</Regions></Annotation></Annotations>";
}

const std::string kTriangle =
    R"(<V X="0" Y="0" /><V X="10" Y="0" /><V X="0" Y="10" />)";

AnnotationFile Read(const std::string& text, bool repair = false) {
  auto file = ReadAnnotations(text, {nullptr, repair});
  EXPECT_TRUE(file) << file.error().message;
  return file ? *std::move(file) : AnnotationFile{};
}

TEST(HaloReader, AnOpenOutlineIsAnAreaAndSaysSo) {
  const AnnotationFile open = Read(File(RegionOf("Polygon", kTriangle)));
  EXPECT_EQ(open.format, AnnotationFormat::kHalo);
  EXPECT_DOUBLE_EQ(AreaPx2(open.regions.at(0).shape), 50.0);
  EXPECT_THAT(open.warnings.at(0),
              HasSubstr("1 outline(s) are open; their ends are joined by a "
                        "straight line. The first is layer 1 (\"Layer 1\"), "
                        "region 1"));
  const AnnotationFile closed =
      Read(File(RegionOf("Polygon", kTriangle + R"(<V X="0" Y="0" />)")));
  EXPECT_EQ(closed.regions.at(0).shape, open.regions.at(0).shape);
  EXPECT_THAT(closed.warnings, IsEmpty());
}

TEST(HaloReader, TheFirstCommentSaysWhoAndWhen) {
  const auto by = [](const std::string& author, const std::string& created) {
    const AnnotationFile file = Read(File(RegionOf(
        "Polygon", kTriangle,
        fmt::format(R"(<Comment Author="{}" Body="x" CreatedTime="{}" />)",
                    author, created))));
    return file.regions.at(0).annotated_by + "|" +
           file.regions.at(0).annotated_at;
  };
  EXPECT_EQ(by("reader-1", "2024-03-20T17:02:03.8223080Z"),
            "reader-1|2024-03-20T17:02:03.8223080Z");
  EXPECT_EQ(by("&lt;no user&gt;", "2024-03-20T17:02:03Z"),
            "|2024-03-20T17:02:03Z");
  EXPECT_EQ(by("", "yesterday"), "|");
}

TEST(HaloReader, UnknownTypesAreProblems) {
  EXPECT_THAT(Read(File(RegionOf("Blob", kTriangle))).problems.at(0).message,
              HasSubstr("type \"Blob\" are not known"));
}

// The areas in um2 that HALO lists for a file, in its order; 0.2325 um per
// pixel fits them all.
struct Listed {
  const char* file;
  std::vector<double> areas;
};

const std::array<Listed, 4>& ListedByHalo() {
  static const std::array<Listed, 4> kListed = {{
      {"test_types.annotations",
       {7500025.81, 3487576.49, 3781775.48, 1993818.9, 6581696.15, 3068100.83,
        3763988.5}},
      {"test_findholes.annotations",
       {16309508.17, 5359111.54, 19851939.98, 3872043.3, 1020785.33, 1509481.08,
        1338670.54, 19260690.41, 20324898.85, 4459789.75}},
      {"test_comments.annotations", {6193528.14, 4601725.29, 5282580.24}},
      // Of this one a menu hides all but the last.
      {"test_layers.annotations", {NAN, NAN, 6948447.11, NAN}},
  }};
  return kListed;
}

TEST(HaloReader, AreasAreThoseThatHaloLists) {
  CELLQUANT_SHARED_DATA_OR_SKIP(folder, "pyhaloxml");
  double largest = 0.0;
  for (const Listed& listed : ListedByHalo()) {
    const auto text = ReadFile(folder / listed.file, kMaxAnnotationBytes);
    ASSERT_TRUE(text) << text.error().message;
    const auto drawings = ReadHalo(*text, nullptr);
    ASSERT_TRUE(drawings) << drawings.error().message;
    ASSERT_EQ(drawings->areas.size(), listed.areas.size()) << listed.file;
    for (std::size_t i = 0; i < listed.areas.size(); ++i) {
      if (std::isnan(listed.areas[i])) continue;
      const double um2 = AreaPx2(drawings->areas[i].shape) * 0.2325 * 0.2325;
      const double off = std::abs(um2 / listed.areas[i] - 1.0);
      EXPECT_LT(off, 0.005) << listed.file << ": " << drawings->areas[i].place;
      largest = std::max(largest, off);
    }
  }
  RecordProperty("largest_deviation", fmt::format("{:.2e}", largest));
}

TEST(HaloReader, RealFilesAreReadOrRefusedForWhatIsInThem) {
  CELLQUANT_SHARED_DATA_OR_SKIP(folder, "pyhaloxml");
  struct Row {
    const char* file;
    std::size_t regions;
    std::vector<std::string> problems;
  };
  const Row rows[] = {
      {"example.annotations", 10, {}},
      {"example_holes.annotations", 6, {}},
      {"qupath_test.annotations",
       11,
       {"layer 5 (\"Internal Capsule\"), region 1: Ring Self-intersection at "
        "(23027, 36088)"}},
      {"test_comments.annotations", 3, {}},
      {"test_findholes.annotations", 4, {}},
      {"test_layers.annotations", 4, {}},
      // Open lines that cross the one between their ends.
      {"test_types.annotations",
       5,
       {"layer 1 (\"Layer 1\"), region 9: Self-intersection at (-22384.95",
        "layer 1 (\"Layer 1\"), region 10: Self-intersection at (-23462.75"}}};
  for (const Row& row : rows) {
    const auto text = ReadFile(folder / row.file, kMaxAnnotationBytes);
    ASSERT_TRUE(text) << text.error().message;
    const AnnotationFile file = Read(*text);
    EXPECT_EQ(file.regions.size(), row.regions) << row.file;
    ASSERT_EQ(file.problems.size(), row.problems.size()) << row.file;
    for (std::size_t i = 0; i < row.problems.size(); ++i) {
      EXPECT_THAT(file.problems[i].message, HasSubstr(row.problems[i]));
    }
    const AnnotationFile repaired = Read(*text, /*repair=*/true);
    EXPECT_THAT(repaired.problems, IsEmpty()) << row.file;
    EXPECT_EQ(repaired.repairs.size(), row.problems.size()) << row.file;
    EXPECT_EQ(repaired.regions.size(), row.regions + row.problems.size());
  }
}

TEST(HaloReader, RulersAndPinsOfARealFileAreCounted) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "pyhaloxml/test_types.annotations");
  const auto text = ReadFile(path, kMaxAnnotationBytes);
  ASSERT_TRUE(text);
  EXPECT_THAT(Read(*text).warnings,
              ElementsAre(HasSubstr("2 outline(s) are open"),
                          "1 pin(s) skipped: no annotated area",
                          "2 ruler(s) skipped: no annotated area"));
}

TEST(HaloReader, HolesOfARealFileAreTakenOffTheirRegions) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "pyhaloxml/test_findholes.annotations");
  const auto text = ReadFile(path, kMaxAnnotationBytes);
  ASSERT_TRUE(text);
  const AnnotationFile file = Read(*text);
  ASSERT_EQ(file.regions.size(), 4U);
  // HALO's own numbers: a rectangle, an ellipse and an outline with one hole
  // each, and a face with three.
  const double expected[] = {16309508.17 - 5359111.54, 19851939.98 - 3872043.3,
                             19260690.41 - 1020785.33 - 1509481.08 - 1338670.54,
                             20324898.85 - 4459789.75};
  for (std::size_t i = 0; i < 4; ++i) {
    const double um2 = AreaPx2(file.regions[i].shape) * 0.2325 * 0.2325;
    EXPECT_NEAR(um2 / expected[i], 1.0, 1e-4) << i;
  }
}

TEST(HaloReader, ColorsAreTheOnesOnHalosScreen) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "pyhaloxml/test_layers.annotations");
  const auto text = ReadFile(path, kMaxAnnotationBytes);
  ASSERT_TRUE(text);
  const AnnotationFile file = Read(*text);
  ASSERT_EQ(file.regions.size(), 4U);
  EXPECT_EQ(file.regions[0].classification, "myfirstlayer");
  EXPECT_EQ(file.regions[0].color, (Color{255, 247, 85}));  // yellow
  EXPECT_EQ(file.regions[1].color, (Color{39, 231, 212}));  // turquoise
  EXPECT_EQ(file.regions[3].color, (Color{151, 72, 6}));    // brown
}

TEST(HaloReader, ARegionWhereNoneBelongsIsAProblemAndNotLost) {
  const auto file = ReadAnnotations(
      "<Annotations><Annotation><Regions/><Region><V X=\"1\" Y=\"1\"/></Region>"
      "</Annotation><Group><Annotation/></Group></Annotations>");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->problems.size(), 2U);
  EXPECT_THAT(file->problems[0].message, HasSubstr("1 of 2 <Annotation>"));
  EXPECT_THAT(file->problems[1].message, HasSubstr("1 of 1 <Region>"));
}

TEST(HaloWriter, KeepsWhoAndWhenAndSaysWhatIsLost) {
  Region region{"region-1", "", "Tumor", {{{{0, 0}, {9, 0}, {9, 9}}, {}}}};
  region.annotated_by = "reader-1";
  auto written = WriteHalo({region}, nullptr);
  ASSERT_TRUE(written);
  EXPECT_THAT(written->losses,
              ElementsAre("1 region(s) lose who annotated them, since HALO's "
                          "comments need a time"));
  region.annotated_at = "2025-03-01T10:30:00Z";
  region.name = "F1";
  region.id = "01234567-89ab-cdef-0123-456789abcdef";
  written = WriteHalo({region}, nullptr);
  ASSERT_TRUE(written);
  EXPECT_THAT(written->losses, ElementsAre("1 region(s) lose their id",
                                           "1 region(s) lose their name"));
  const AnnotationFile file = Read(written->bytes);
  EXPECT_EQ(file.format, AnnotationFormat::kHalo);
  EXPECT_EQ(file.regions.at(0).annotated_by, "reader-1");
  EXPECT_EQ(file.regions.at(0).annotated_at, "2025-03-01T10:30:00Z");
  EXPECT_THAT(file.warnings, IsEmpty());  // outlines are closed
}

}  // namespace
}  // namespace cellquant::core
