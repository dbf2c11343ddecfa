#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/annotations/reader.h"
#include "core/annotations/regions_to_count.h"
#include "core/base/file.h"
#include "tests/testing/shared_data.h"

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

std::string Feature(const std::string& type, const std::string& coordinates,
                    const std::string& properties = "{}") {
  return fmt::format(R"({{"type": "Feature", "properties": {}, "geometry":
                     {{"type": "{}", "coordinates": {}}}}})",
                     properties, type, coordinates);
}

const std::string kSquare = "[[[0,0],[10,0],[10,10],[0,10],[0,0]]]";

Error ErrorOf(const std::string& text) {
  const auto regions = RegionsToCount(text);
  EXPECT_FALSE(regions) << text;
  return regions ? Error{} : regions.error();
}

TEST(GeoJsonReader, ReadsACollectionAListAndOneFeature) {
  const std::string one = Feature("Polygon", kSquare);
  for (const std::string& text :
       {one, "[" + one + "]",
        R"({"type": "FeatureCollection", "features": [)" + one + "]}"}) {
    const auto set = RegionsToCount(text);
    ASSERT_TRUE(set) << set.error().message;
    ASSERT_EQ(set->regions.size(), 1U);
    EXPECT_DOUBLE_EQ(AreaPx2(set->regions[0].shape), 100.0);
    EXPECT_EQ(set->regions[0].id, "region-1");
  }
}

TEST(GeoJsonReader, KeepsNameAndClassificationInEveryQuPathSpelling) {
  const auto classified = [](const std::string& value) {
    const auto set = RegionsToCount(
        Feature("Polygon", kSquare,
                R"({"name": "F1", "classification": )" + value + "}"));
    return set ? set->regions[0].name + "/" + set->regions[0].classification
               : set.error().message;
  };
  EXPECT_EQ(classified(R"("Follicle")"), "F1/Follicle");
  EXPECT_EQ(classified(R"({"name": "Follicle", "color": [1, 2, 3]})"),
            "F1/Follicle");
  EXPECT_EQ(classified(R"({"names": ["Follicle", "GC"]})"), "F1/Follicle: GC");
  EXPECT_EQ(classified("null"), "F1/");
}

TEST(GeoJsonReader, AnIdIsKeptOnlyIfItIsAUuid) {
  const std::string uuid = "01234567-89ab-cdef-0123-456789abcdef";
  const std::string body = Feature("Polygon", kSquare).substr(1);
  EXPECT_EQ(RegionsToCount(R"({"id": ")" + uuid + "\"," + body)->regions[0].id,
            uuid);
  EXPECT_EQ(
      RegionsToCount(R"({"id": "PathAnnotationObject",)" + body)->regions[0].id,
      "region-1");
}

TEST(GeoJsonReader, TheSameIdTwiceIsRefused) {
  const std::string one = R"({"id": "01234567-89ab-cdef-0123-456789abcdef",)" +
                          Feature("Polygon", kSquare).substr(1);
  EXPECT_THAT(ErrorOf("[" + one + "," + one + "]").message,
              HasSubstr("same id"));
}

TEST(GeoJsonReader, HolesAndPartsAreKept) {
  const auto set = RegionsToCount(Feature(
      "MultiPolygon",
      "[[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2],[4,2],[4,4],[2,4],[2,2]]],"
      "[[[20,0],[21,0],[21,1],[20,1],[20,0]]]]"));
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_DOUBLE_EQ(AreaPx2(set->regions[0].shape), 97.0);
}

TEST(GeoJsonReader, AnEllipseIsItsBoxsEllipse) {
  const auto set = RegionsToCount(
      R"({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon",
          "isEllipse": true, "coordinates": )" +
      kSquare + "}}");
  ASSERT_TRUE(set);
  EXPECT_NEAR(AreaPx2(set->regions[0].shape), 3.14159265 * 25, 1e-3);
}

TEST(GeoJsonReader, PointsAndLinesAreSkippedWithAWarning) {
  const auto set = RegionsToCount("[" + Feature("Point", "[1, 2]") + "," +
                                  Feature("LineString", "[[0,0],[1,1]]") + "," +
                                  Feature("Polygon", kSquare) + "]");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->regions.size(), 1U);
  EXPECT_EQ(set->warnings.size(), 2U);
}

TEST(GeoJsonReader, AGeometryThatIsNotKnownIsRefusedAndNotSkipped) {
  for (const char* type : {"GeometryCollection", "polygon", ""}) {
    EXPECT_THAT(ErrorOf(Feature(type, kSquare)).message,
                HasSubstr("is not known"))
        << type;
  }
}

TEST(GeoJsonReader, TooManyEllipsesAreRefusedBeforeTheyAreKept) {
  const std::string ellipse =
      R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon",
      "isEllipse":true,"coordinates":)" +
      kSquare + "}}";
  std::string text = "[" + ellipse;
  for (int i = 0; i < 1400; ++i) text += "," + ellipse;
  EXPECT_THAT(ErrorOf(text + "]").message, HasSubstr("1,000,000 vertices"));
}

TEST(GeoJsonReader, DetectionsAreNoRegions) {
  const auto set = RegionsToCount(
      "[" + Feature("Polygon", kSquare, R"({"objectType": "detection"})") +
      "," + Feature("Polygon", kSquare, R"({"objectType": "annotation"})") +
      "]");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->regions.size(), 1U);
}

TEST(GeoJsonReader, OnlyAPointLeavesNoRegion) {
  EXPECT_EQ(ErrorOf(Feature("Point", "[1, 2]")).reason,
            ErrorReason::kNoRegions);
  EXPECT_EQ(ErrorOf("[]").reason, ErrorReason::kNoRegions);
}

TEST(GeoJsonReader, WrongRingsAreRefusedByFeatureAndReason) {
  const std::string good = Feature("Polygon", kSquare);
  const std::pair<const char*, const char*> rows[] = {
      {"[[[0,0],[1,1],[0,0]]]", "needs 4"},
      {"[[[0,0],[9,0],[9,9],[0,9]]]", "not closed"},
      {"[[[0,0],[9,9],[9,0],[0,9],[0,0]]]", "Self-intersection"},
      {"[[[0,0],[9,0],[9,0],[0,0]]]", "fewer than 3"},
      {"[[[0,0],[5,0],[9,0],[0,0]]]", ""},
      {"[[[0,0],[1e300,0],[9,9],[0,0]]]", "not a place"},
      {"[[[0,0],[\"a\",0],[9,9],[0,0]]]", "pair of numbers"},
      {"[]", "no coordinates"},
      {"[[]]", "needs 4"}};
  for (const auto& [ring, reason] : rows) {
    const Error error =
        ErrorOf("[" + good + "," +
                Feature("Polygon", ring, R"({"name": "bad"})") + "]");
    EXPECT_EQ(error.reason, ErrorReason::kRegionInvalid) << ring;
    EXPECT_THAT(error.message, HasSubstr("feature 2 (\"bad\")")) << ring;
    EXPECT_THAT(error.message, HasSubstr(reason)) << ring;
  }
}

TEST(GeoJsonReader, WhatIsNoGeoJsonIsRefused) {
  for (const char* text :
       {" ", "{", "3", "\"x\"", "{}", R"({"type": "FeatureCollection"})",
        R"([{"type": "Polygon"}])", "\xFF\xFE", "[1e999]"}) {
    EXPECT_EQ(ErrorOf(text).reason, ErrorReason::kRegionsUnreadable) << text;
  }
}

TEST(GeoJsonReader, DepthIsLimited) {
  EXPECT_THAT(ErrorOf(std::string(100'000, '[')).message,
              HasSubstr("deeper than 64"));
}

TEST(GeoJsonReader, ChildrenComeAfterTheirParent) {
  const std::string child = Feature("Polygon", kSquare, R"({"name": "child"})");
  const auto set = RegionsToCount(
      Feature("Polygon", kSquare,
              R"({"name": "parent", "childObjects": [)" + child + "]}"));
  ASSERT_TRUE(set) << set.error().message;
  ASSERT_EQ(set->regions.size(), 2U);
  EXPECT_EQ(set->regions[0].name, "parent");
  EXPECT_EQ(set->regions[1].name, "child");
}

TEST(GeoJsonReader, BareNaNAndInfinityAreReadOver) {
  const auto set = RegionsToCount(Feature(
      "Polygon", kSquare,
      R"({"name": "NaN \" NaN", "measurements": [{"name": "a", "value": NaN},
          {"name": "b", "value": -Infinity}, {"name": "c", "value":Infinity}]})"));
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ(set->regions[0].name, "NaN \" NaN");
}

TEST(GeoJsonReader, NaNIsNoCoordinate) {
  EXPECT_THAT(
      ErrorOf(Feature("Polygon", "[[[0,0],[NaN,0],[9,9],[0,0]]]")).message,
      HasSubstr("pair of numbers"));
}

TEST(GeoJsonReader, AKeyMayOccurTwiceAndTheLastCounts) {
  const auto set = RegionsToCount(
      Feature("Polygon", kSquare, R"({"name": "a", "metadata": {},
                                      "metadata": {"k": "v"}, "name": "b"})"));
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ(set->regions[0].name, "b");
}

TEST(GeoJsonReader, ColorsAreReadInBothSpellings) {
  const auto color_of = [](const std::string& classification) {
    return RegionsToCount(
               Feature("Polygon", kSquare,
                       R"({"classification": )" + classification + "}"))
        ->regions[0]
        .color;
  };
  EXPECT_EQ(color_of(R"({"name": "a", "color": [1, 2, 255]})"),
            (Color{1, 2, 255}));
  EXPECT_EQ(color_of(R"({"name": "a", "colorRGB": -16711423})"),
            (Color{1, 1, 1}));
  EXPECT_FALSE(color_of(R"({"name": "a", "color": [1, 2, 256]})"));
  EXPECT_FALSE(color_of(R"("a")"));
}

TEST(GeoJsonReader, ReadsRealQuPathFiles) {
  CELLQUANT_SHARED_DATA_OR_SKIP(folder, "qupath-to-lmd");
  for (const char* name : {"MultiPolygon.geojson", "test_multipolygon.geojson",
                           "2022_12_14_CD163_1-100_ph6.geojson"}) {
    const auto text = ReadFile(folder / name, kMaxAnnotationBytes);
    ASSERT_TRUE(text) << text.error().message;
    const auto set = RegionsToCount(*text);
    EXPECT_TRUE(set) << name << ": " << set.error().message;
  }
}

}  // namespace
}  // namespace cellquant::core
