#include "core/annotations/regions_to_count.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/annotations/read_annotations.h"
#include "core/base/sha256.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A feature of class `type` that covers a square.
std::string Square(const std::string& type, int x, int y, int side) {
  return fmt::format(
      R"({{"type":"Feature","properties":{{"classification":"{}"}},"geometry":
      {{"type":"Polygon","coordinates":
      [[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
      type, x, y, x + side, y, x + side, y + side, x, y + side, x, y);
}

const std::string kFile = "[" + Square("Follicle", 0, 0, 10) + "," +
                          Square("Fold", 5, 5, 20) + "," +
                          Square("Note", 40, 40, 5) + "]";

std::vector<std::string> ClassesOf(const RegionSet& set) {
  std::vector<std::string> classes;
  for (const Region& region : set.regions) {
    classes.push_back(region.classification);
  }
  return classes;
}

RegionSet Count(const AnnotationRequest& request,
                const RegionRoles& protocol = {}) {
  auto set = RegionsToCount(kFile, request, nullptr, protocol);
  EXPECT_TRUE(set) << set.error().message;
  return set ? *std::move(set) : RegionSet{};
}

TEST(RegionsToCount, AllAreasAreCountedUnlessSomebodySaysOtherwise) {
  const RegionSet set = Count({});
  EXPECT_THAT(ClassesOf(set), ElementsAre("Follicle", "Fold", "Note"));
  EXPECT_THAT(set.warnings, IsEmpty());
}

TEST(RegionsToCount, AnExcludedAreaIsTakenOff) {
  const RegionSet set = Count({{{}, {"Fold"}}});
  EXPECT_THAT(ClassesOf(set), ElementsAre("Follicle", "Note"));
  EXPECT_DOUBLE_EQ(AreaPx2(set.regions[0].shape), 75.0);
  EXPECT_DOUBLE_EQ(set.regions[0].excluded_px2, 25.0);
  EXPECT_DOUBLE_EQ(set.regions[1].excluded_px2, 0.0);
}

TEST(RegionsToCount, WhatIsNeitherIncludedNorExcludedIsLeftOutAndSaid) {
  const RegionSet set = Count({{{"Follicle"}, {}}});
  EXPECT_THAT(ClassesOf(set), ElementsAre("Follicle"));
  EXPECT_THAT(set.warnings, ElementsAre("2 of 3 areas are neither to be "
                                        "counted nor excluded"));
}

TEST(RegionsToCount, TheRequestsRolesReplaceTheProtocols) {
  const RegionRoles protocol{{"Note"}, {"Fold"}};
  EXPECT_THAT(ClassesOf(Count({}, protocol)), ElementsAre("Note"));
  EXPECT_THAT(ClassesOf(Count({{{"Follicle"}, {}}}, protocol)),
              ElementsAre("Follicle"));
}

TEST(RegionsToCount, AMisspeltClassIsSaid) {
  const RegionSet set = Count({{{}, {"fold"}}});
  EXPECT_THAT(set.warnings, ElementsAre(HasSubstr("\"fold\"")));
  const auto none = RegionsToCount(kFile, {{{"follicle"}, {}}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().reason, ErrorReason::kNoRegions);
  EXPECT_THAT(none.error().message, HasSubstr("follicle"));
}

TEST(RegionsToCount, ARegionThatIsWhollyExcludedIsNotCounted) {
  const auto set = RegionsToCount("[" + Square("Follicle", 6, 6, 2) + "," +
                                      Square("Fold", 5, 5, 20) + "," +
                                      Square("Note", 40, 40, 5) + "]",
                                  {{{}, {"Fold"}}});
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_THAT(ClassesOf(*set), ElementsAre("Note"));
  EXPECT_THAT(set->warnings, ElementsAre(HasSubstr("wholly")));
}

TEST(RegionsToCount, TheFileAndItsAnnotatorAreKept) {
  const RegionSet set = Count({{{}, {"Fold"}}, false, "AB", "2025-03-01"});
  ASSERT_TRUE(set.source);
  EXPECT_EQ(set.source->format, "geojson");
  EXPECT_EQ(set.source->sha256, Sha256(kFile));
  EXPECT_THAT(set.source->exclude, ElementsAre("Fold"));
  EXPECT_EQ(set.source->annotated_by, "AB");
  EXPECT_EQ(set.source->annotated_at, "2025-03-01");
}

TEST(RegionsToCount, WithoutAFileNothingMayBeAskedOfIt) {
  EXPECT_TRUE(RegionsToCount("")->regions.empty());
  for (const AnnotationRequest& request :
       {AnnotationRequest{{{"Follicle"}, {}}}, AnnotationRequest{{}, true},
        AnnotationRequest{{}, false, "AB"}}) {
    const auto set = RegionsToCount("", request);
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().reason, ErrorReason::kInvalidArgument);
  }
}

TEST(RegionsToCount, AnEmptyFileIsNoFileOfAnnotations) {
  const auto file = ReadAnnotations("");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().reason, ErrorReason::kRegionsUnreadable);
}

TEST(RegionsToCount, AClassWithoutANameIsRefused) {
  for (const RegionRoles& roles :
       {RegionRoles{{""}, {}}, RegionRoles{{}, {""}}}) {
    const auto set = RegionsToCount(kFile, {roles});
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().reason, ErrorReason::kInvalidArgument);
  }
}

TEST(RegionsToCount, WhatRoundingLeavesOfAnExcludedRegionIsNotCounted) {
  const std::string shifted =
      R"({"type":"Feature","properties":{"classification":"Fold"},"geometry":
      {"type":"Polygon","coordinates":[[[0.000000001,0],[10.000000001,0],
      [10.000000001,10],[0.000000001,10],[0.000000001,0]]]}})";
  const auto set =
      RegionsToCount("[" + Square("Follicle", 0, 0, 10) + "," + shifted + "]",
                     {{{}, {"Fold"}}});
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().reason, ErrorReason::kNoRegions);
}

TEST(RegionsToCount, ADateThatIsNoneIsRefused) {
  const auto set = RegionsToCount(kFile, {{}, false, "", "1 March"});
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().reason, ErrorReason::kInvalidArgument);
}

TEST(RegionsToCount, OneBadAreaSpoilsTheFileUnlessRepaired) {
  const std::string bad =
      R"([{"type":"Feature","properties":{"name":"eight"},"geometry":{"type":
      "Polygon","coordinates":[[[0,0],[10,10],[10,0],[0,10],[0,0]]]}},)" +
      Square("Follicle", 20, 20, 5) + "]";
  const auto refused = RegionsToCount(bad);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, ErrorReason::kRegionInvalid);
  EXPECT_THAT(refused.error().message, HasSubstr("feature 1 (\"eight\")"));
  const auto repaired = RegionsToCount(bad, {{}, /*repair=*/true});
  ASSERT_TRUE(repaired) << repaired.error().message;
  EXPECT_THAT(repaired->source->repairs, ElementsAre(HasSubstr("eight")));
}

}  // namespace
}  // namespace cellquant::core
