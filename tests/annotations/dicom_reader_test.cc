#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <sstream>

#include "core/annotations/read_annotations.h"
#include "core/base/file.h"
#include "core/dicom/annotation_object.h"
#include "core/dicom/uid.h"
#include "tests/testing/shared_data.h"

namespace cellquant::core {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kUuid = "01234567-89ab-cdef-0123-456789abcdef";

DicomAnnotationGroup Group(const std::string& graphic,
                           std::vector<double> coordinates,
                           std::uint32_t count) {
  DicomAnnotationGroup group{"", "Follicle"};
  group.graphic = graphic;
  group.coordinates = std::move(coordinates);
  group.count = count;
  return group;
}

std::string FileOf(std::vector<DicomAnnotationGroup> groups,
                   const std::string& creator = "") {
  DicomAnnotationObject object{DerivedReference("a slide")};
  object.content_label = "REGIONS";
  object.creator = creator;
  object.groups = std::move(groups);
  Identify(object);
  std::ostringstream out;
  EXPECT_TRUE(WriteAnnotationObject(object, nullptr, out));
  return std::move(out).str();
}

AnnotationFile ReadBack(const std::string& bytes) {
  auto file = ReadAnnotations(bytes);
  EXPECT_TRUE(file) << file.error().message;
  return file.value_or(AnnotationFile{});
}

std::string Refusal(const std::string& bytes) {
  const auto file = ReadAnnotations(bytes);
  EXPECT_FALSE(file);
  if (file) return "";
  EXPECT_EQ(file.error().reason, ErrorReason::kRegionsUnreadable);
  return file.error().message;
}

// `bytes` with the one `from` in it replaced by `to` of the same length.
std::string With(std::string bytes, const std::string& from,
                 const std::string& to) {
  const std::size_t at = bytes.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return bytes.replace(at, from.size(), to);
}

TEST(DicomReader, ReadsRectanglesAndEllipsesThatStandAskew) {
  // A square on its tip, and an ellipse with half axes of 10 and 5 turned by
  // 45 degrees about (50, 50).
  const double a = 10 / std::sqrt(2.0);
  const double b = 5 / std::sqrt(2.0);
  const auto file = ReadBack(FileOf(
      {Group("RECTANGLE", {10, 0, 20, 10, 10, 20, 0, 10}, 1),
       Group("ELLIPSE",
             {50 - a, 50 - a, 50 + a, 50 + a, 50 + b, 50 - b, 50 - b, 50 + b},
             1)}));
  ASSERT_EQ(file.regions.size(), 2U);
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions[0].shape), 200.0);
  const double ellipse = 3.14159265358979 * 10 * 5;
  EXPECT_NEAR(AreaPx2(file.regions[1].shape), ellipse, ellipse * 2e-5);
  const Level0Rect bounds = Bounds(file.regions[1].shape);
  EXPECT_EQ(bounds, (Level0Rect{42, 42, 16, 16}));
}

TEST(DicomReader, AxesThatAreNoneAreAProblem) {
  const auto file =
      ReadBack(FileOf({Group("ELLIPSE", {0, 0, 20, 0, 10, 5, 18, -5}, 1),
                       Group("ELLIPSE", {0, 0, 20, 0, 13, 5, 13, -5}, 1)}));
  EXPECT_THAT(file.regions, IsEmpty());
  ASSERT_EQ(file.problems.size(), 2U);
  EXPECT_THAT(file.problems[0].message, HasSubstr("right angle"));
}

TEST(DicomReader, PointsAndLinesAreSkippedAndCounted) {
  DicomAnnotationGroup lines = Group("POLYLINE", {0, 0, 1, 1, 2, 2, 3, 3}, 2);
  lines.starts = {1, 5};
  const auto file =
      ReadBack(FileOf({Group("POINT", {1, 2, 3, 4, 5, 6}, 3), lines}));
  EXPECT_THAT(file.regions, IsEmpty());
  EXPECT_THAT(file.warnings,
              ElementsAre(HasSubstr("3 point(s)"), HasSubstr("2 polyline(s)")));
}

TEST(DicomReader, EachPolygonOfAGroupIsARegionWithoutTheGroupsId) {
  DicomAnnotationGroup group =
      Group("POLYGON", {0, 0, 9, 0, 9, 9, 20, 0, 25, 0, 25, 5, 20, 5}, 2);
  group.starts = {1, 7};
  group.uid = UidFromUuid(kUuid);
  group.float_coordinates.assign(group.coordinates.begin(),
                                 group.coordinates.end());
  group.coordinates.clear();
  const auto file = ReadBack(FileOf({group}));
  ASSERT_EQ(file.regions.size(), 2U);
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions[0].shape), 40.5);
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions[1].shape), 25.0);
  EXPECT_EQ(file.regions[1].id, "region-2");
  EXPECT_EQ(file.regions[1].classification, "Follicle");
  EXPECT_THAT(file.warnings, ElementsAre(HasSubstr("refers to the DICOM")));
}

TEST(DicomReader, ANameIsTakenAsAnnotatorOnlyOfWhatAPersonDrew) {
  DicomAnnotationGroup drawn = Group("RECTANGLE", {0, 0, 9, 0, 9, 9, 0, 9}, 1);
  DicomAnnotationGroup found = drawn;
  found.generation = "AUTOMATIC";
  const auto file = ReadBack(FileOf({drawn, found}, "Dr^A"));
  ASSERT_EQ(file.regions.size(), 2U);
  EXPECT_EQ(file.regions[0].annotated_by, "Dr^A");
  EXPECT_EQ(file.regions[1].annotated_by, "");
}

TEST(DicomReader, CountsAndIndicesMustFitTheCoordinates) {
  const std::vector<double> triangles = {0, 0, 9, 0, 9, 9, 0, 0, 9, 0, 9, 9};
  const auto polygons = [&](std::vector<std::uint32_t> starts,
                            std::uint32_t count) {
    DicomAnnotationGroup group = Group("POLYGON", triangles, count);
    group.starts = std::move(starts);
    return FileOf({group});
  };
  EXPECT_EQ(ReadBack(polygons({1, 7}, 2)).regions.size(), 2U);
  for (const std::vector<std::uint32_t>& starts :
       std::vector<std::vector<std::uint32_t>>{
           {0, 6}, {3, 7}, {1, 4}, {1, 1}, {7, 1}, {1, 13}, {1, 0xFFFFFFFF}}) {
    EXPECT_THAT(Refusal(polygons(starts, 2)), HasSubstr("index"));
  }
  EXPECT_THAT(Refusal(polygons({1}, 2)), HasSubstr("1 indices for 2"));
  EXPECT_THAT(Refusal(polygons({}, 0)), HasSubstr("no annotation"));
  EXPECT_THAT(Refusal(polygons({}, 2)), HasSubstr("0 indices for 2"));
  EXPECT_THAT(Refusal(FileOf({Group("POINT", {1, 2, 3}, 1)})),
              HasSubstr("lacks its y"));
  EXPECT_THAT(Refusal(FileOf({Group("ELLIPSE", triangles, 2)})),
              HasSubstr("12 coordinates for 2"));
  EXPECT_THAT(Refusal(FileOf({Group("CIRCLE", triangles, 2)})),
              HasSubstr("no known type"));
}

TEST(DicomReader, ACoordinateThatIsNoNumberIsAProblemOfItsArea) {
  const double nan = std::nan("");
  const auto file = ReadBack(FileOf({Group("RECTANGLE",
                                           {0, 0, 9, 0, 9, 9, 0, 9,  //
                                            0, 0, 9, 0, 9, nan, 0, 9},
                                           2)}));
  EXPECT_EQ(file.regions.size(), 1U);
  ASSERT_EQ(file.problems.size(), 1U);
  EXPECT_THAT(file.problems[0].message,
              HasSubstr("annotation 2: a coordinate is not a number"));
}

TEST(DicomReader, TooManyVerticesAreRefusedBeforeTheyAreMade) {
  std::vector<double> boxes;
  for (int i = 0; i < 1500; ++i) {
    for (const double value : {0, 5, 10, 5, 5, 0, 5, 10}) {
      boxes.push_back(value);
    }
  }
  EXPECT_THAT(Refusal(FileOf({Group("ELLIPSE", boxes, 1500)})),
              HasSubstr("1,000,000 vertices"));
}

TEST(DicomReader, AnUnknownValueRepresentationIsRefusedByItsByte) {
  const std::string file =
      FileOf({Group("RECTANGLE", {0, 0, 9, 0, 9, 9, 0, 9}, 1)});
  EXPECT_THAT(
      Refusal(With(file, std::string("OD\0\0", 4), std::string("??\0\0", 4))),
      AllOf(HasSubstr("at byte"), HasSubstr("unknown value")));
}

TEST(DicomReader, OnlyPixelsOfTheWholeImageAreRead) {
  const std::string file =
      FileOf({Group("RECTANGLE", {0, 0, 9, 0, 9, 9, 0, 9}, 1)});
  EXPECT_THAT(Refusal(With(file, "CS\2" + std::string(1, '\0') + "2D",
                           "CS\2" + std::string(1, '\0') + "3D")),
              HasSubstr("3D coordinates"));
  EXPECT_THAT(Refusal(With(file, "VOLUME", "FRAME ")), HasSubstr("one frame"));
}

TEST(DicomReader, AFileThatIsCutOffNeverYieldsOtherRegions) {
  const std::string whole =
      FileOf({Group("RECTANGLE", {0, 0, 9, 0, 9, 9, 0, 9}, 1)});
  int read = 0;
  for (std::size_t size = 133; size < whole.size(); ++size) {
    const auto file = ReadAnnotations(whole.substr(0, size));
    if (!file) continue;
    ++read;  // cut between the elements that follow the groups
    ASSERT_EQ(file->regions.size(), 1U) << size;
    EXPECT_DOUBLE_EQ(AreaPx2(file->regions[0].shape), 81.0) << size;
  }
  EXPECT_EQ(read, 3);
}

// A data set of sequences, each in the item of the one before.
std::string Nested(int depth) {
  const std::string file =
      FileOf({Group("RECTANGLE", {0, 0, 9, 0, 9, 9, 0, 9}, 1)});
  const std::string undefined = "\xFF\xFF\xFF\xFF";
  std::string nested = file;
  for (int i = 0; i < depth; ++i) {
    nested += std::string("\x71\0\x01\0SQ\0\0", 8) + undefined +
              std::string("\xFE\xFF\0\xE0", 4) + undefined;
  }
  for (int i = 0; i < depth; ++i) {
    nested += std::string("\xFE\xFF\x0D\xE0\0\0\0\0", 8) +
              std::string("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
  }
  return nested;
}

TEST(DicomReader, DepthIsLimited) {
  EXPECT_EQ(ReadBack(Nested(64)).regions.size(), 1U);
  EXPECT_THAT(Refusal(Nested(65)), HasSubstr("deeper than 64"));
  EXPECT_THAT(Refusal(Nested(1'000'000)), HasSubstr("deeper than 64"));
}

TEST(DicomReader, ReadsWhatHighdicomWrote) {
  CELLQUANT_SHARED_DATA_OR_SKIP(path, "highdicom/sm_annotations.dcm");
  const auto bytes = ReadFile(path, kMaxAnnotationBytes);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const AnnotationFile file = ReadBack(*bytes);
  EXPECT_THAT(file.regions, IsEmpty());
  EXPECT_THAT(file.warnings, ElementsAre(HasSubstr("2 point(s)")));

  const auto object = ReadAnnotationObject(*bytes);
  ASSERT_TRUE(object) << object.error().message;
  ASSERT_EQ(object->groups.size(), 1U);
  const DicomAnnotationGroup& group = object->groups[0];
  EXPECT_EQ(group.label, "nuclei");
  EXPECT_EQ(group.generation, "MANUAL");
  EXPECT_THAT(group.coordinates, ElementsAre(34.6, 18.4, 28.7, 34.9));
  EXPECT_EQ(object->created_at, "2023-06-09");
}

TEST(DicomReader, OtherObjectsAreRefusedByTheirClass) {
  CELLQUANT_SHARED_DATA_OR_SKIP(folder, "highdicom");
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".dcm") || name == "sm_annotations.dcm") continue;
    ++files;
    const auto bytes = ReadFile(entry.path(), kMaxAnnotationBytes);
    ASSERT_TRUE(bytes) << bytes.error().message;
    const std::string expected =
        name.starts_with("sr_") ? "Comprehensive3DSRStorage"
        : name.find("labelmap") != std::string::npos
            ? "1.2.840.10008.5.1.4.1.1.66.7"
        : name.starts_with("seg_") ? "SegmentationStorage"
                                   : "VLWholeSlideMicroscopyImageStorage";
    EXPECT_THAT(Refusal(*bytes),
                AllOf(HasSubstr("is no Microscopy Bulk Simple Annotations"),
                      HasSubstr(expected)))
        << name;
  }
  EXPECT_EQ(files, 16);
}

}  // namespace
}  // namespace cellquant::core
