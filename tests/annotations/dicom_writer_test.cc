#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <random>

#include "core/annotations/read_annotations.h"
#include "core/annotations/regions_to_count.h"
#include "core/annotations/writer.h"

namespace cellquant::core {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kUuid = "01234567-89ab-cdef-0123-456789abcdef";

Region Square(const std::string& id, double x, double side) {
  return {id,
          "F1",
          "Follicle",
          {{{{x, 0}, {x + side, 0}, {x + side, side}, {x, side}}, {}}}};
}

AnnotationFile ReadBack(const std::string& bytes) {
  auto file = ReadAnnotations(bytes);
  EXPECT_TRUE(file) << file.error().message;
  return file.value_or(AnnotationFile{});
}

TEST(DicomWriter, RegionsComeBackToTheLastBit) {
  Region first = Square(kUuid, 0.1, 1e5 / 3.0);
  first.annotated_by = "Dr A";
  first.annotated_at = "2025-03-01T10:30:00.5+01:00";
  Region second = Square("region-2", 50'000.0, 7.7);
  second.name = "";
  second.classification =
      "\xC3\x84u\xC3\x9F"
      "eres";
  second.annotated_by = first.annotated_by;
  second.annotated_at = first.annotated_at;
  const auto written = WriteDicom({first, second}, nullptr);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(written->losses, IsEmpty());

  const AnnotationFile file = ReadBack(written->bytes);
  EXPECT_EQ(file.format, AnnotationFormat::kDicom);
  ASSERT_EQ(file.regions.size(), 2U);
  for (const auto& [read, was] : {std::pair(file.regions[0], first),
                                  std::pair(file.regions[1], second)}) {
    EXPECT_EQ(read.id, was.id);
    EXPECT_EQ(read.name, was.name);
    EXPECT_EQ(read.classification, was.classification);
    EXPECT_EQ(read.shape, Normalized(was.shape));
    EXPECT_EQ(read.annotated_by, was.annotated_by);
    EXPECT_EQ(read.annotated_at, was.annotated_at);
  }
}

TEST(DicomWriter, RandomStarsComeBackToTheLastBit) {
  std::mt19937 random(1);
  std::uniform_real_distribution<double> radius(1.0, 500.0);
  Regions stars;
  for (int i = 0; i < 200; ++i) {
    Region star = Square(fmt::format("region-{}", i + 1), 0, 1);
    star.shape[0].exterior.clear();
    for (int corner = 0; corner < 3 + i; ++corner) {
      const double angle = 6.28 * corner / (3 + i);
      const double r = radius(random);
      star.shape[0].exterior.push_back(
          {1e5 / 7 + r * std::cos(angle), 1e3 * i + r * std::sin(angle)});
    }
    stars.push_back(std::move(star));
  }
  const auto written = WriteDicom(stars, nullptr);
  ASSERT_TRUE(written) << written.error().message;
  const AnnotationFile file = ReadBack(written->bytes);
  ASSERT_EQ(file.regions.size(), stars.size());
  for (std::size_t i = 0; i < stars.size(); ++i) {
    EXPECT_EQ(file.regions[i].shape, Normalized(stars[i].shape)) << i;
  }
}

TEST(DicomWriter, TheSameRegionsMakeTheSameFile) {
  const Regions regions = {Square(kUuid, 0, 10)};
  EXPECT_EQ(WriteDicom(regions, nullptr)->bytes,
            WriteDicom(regions, nullptr)->bytes);
  EXPECT_NE(WriteDicom(regions, nullptr)->bytes,
            WriteDicom({Square(kUuid, 0, 11)}, nullptr)->bytes);
}

TEST(DicomWriter, ARegionWithoutAClassHasNoneWhenReadBack) {
  Region region = Square(kUuid, 0, 10);
  region.classification = "";
  const auto file = ReadBack(WriteDicom({region}, nullptr)->bytes);
  ASSERT_EQ(file.regions.size(), 1U);
  EXPECT_EQ(file.regions[0].classification, "");
  EXPECT_EQ(file.regions[0].name, "F1");
}

TEST(DicomWriter, HolesAreAreasToExclude) {
  Region region = Square(kUuid, 0, 10);
  region.shape[0].holes.push_back({{2, 2}, {4, 2}, {4, 4}, {2, 4}});
  const auto written = WriteDicom({region}, nullptr);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(written->losses,
              ElementsAre(AllOf(HasSubstr("1 hole(s)"), HasSubstr("Exclude"))));
  const auto set = RegionsToCount(written->bytes, {{{}, {"Exclude"}}});
  ASSERT_TRUE(set) << set.error().message;
  ASSERT_EQ(set->regions.size(), 1U);
  EXPECT_EQ(set->regions[0].shape, Normalized(region.shape));
}

TEST(DicomWriter, AHoleThatWouldTakeAnotherRegionAwayIsRefused) {
  Region ring = Square(kUuid, 0, 10);
  ring.shape[0].holes.push_back({{2, 2}, {4, 2}, {4, 4}, {2, 4}});
  const auto written = WriteDicom({ring, Square("region-2", 3, 1)}, nullptr);
  EXPECT_TRUE(written);  // y from 0 to 1: beside the hole
  Region inside = Square("region-2", 3, 1);
  for (Level0Point& p : inside.shape[0].exterior) p.y += 2.5;
  const auto refused = WriteDicom({ring, inside}, nullptr);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_THAT(refused.error().message,
              HasSubstr("region region-2: this format has no holes"));

  ring.shape.push_back(inside.shape[0]);  // an island of its own
  EXPECT_FALSE(WriteDicom({ring}, nullptr));
}

TEST(DicomWriter, PartsBecomeRegionsAndItIsSaid) {
  Region region = Square(kUuid, 0, 10);
  region.shape.push_back(Square("", 20, 5).shape[0]);
  const auto written = WriteDicom({region}, nullptr);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(written->losses,
              ElementsAre(HasSubstr("several parts"), HasSubstr("their id")));
  const auto file = ReadBack(written->bytes);
  ASSERT_EQ(file.regions.size(), 2U);
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions[0].shape), 100.0);
  EXPECT_DOUBLE_EQ(AreaPx2(file.regions[1].shape), 25.0);
  EXPECT_EQ(file.regions[0].id, "region-1");
}

TEST(DicomWriter, ALabelThatDicomCannotHoldIsRefused) {
  for (const std::string& label :
       {std::string(65, 'a'), std::string("a\\b"), std::string(" a"),
        std::string("a\nb"), std::string("Unclassified")}) {
    Region region = Square(kUuid, 0, 10);
    region.classification = label;
    EXPECT_FALSE(WriteDicom({region}, nullptr)) << label;
  }
}

TEST(DicomWriter, WhatIsLostIsSaid) {
  Region first = Square("tumor", 0, 10);
  first.color = Color{1, 2, 3};
  first.annotated_by = "Dr A";
  const auto written = WriteDicom({first, Square(kUuid, 20, 10)}, nullptr);
  ASSERT_TRUE(written);
  EXPECT_THAT(written->losses,
              ElementsAre(HasSubstr("their color"), HasSubstr("their id"),
                          HasSubstr("who annotated")));
}

}  // namespace
}  // namespace cellquant::core
