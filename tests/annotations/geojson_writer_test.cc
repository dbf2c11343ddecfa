#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/annotations/read_annotations.h"
#include "core/annotations/write_annotations.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kUuid = "01234567-89ab-cdef-0123-456789abcdef";

Ring Square(double x, double y, double side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}

Regions SomeRegions() {
  return {{kUuid, "F <1>", "Follicle",
           Normalized({{Square(0.1, -7.3, 10.2), {Square(2, -3, 1.0 / 3.0)}}}),
           Color{1, 2, 3}},
          {"region-2", "", "Paracortex",
           Normalized({{Square(20, 0, 1), {}}, {Square(30, 0, 1), {}}})},
          {"region-3", "", "", Normalized({{Square(50, 50, 4), {}}})}};
}

TEST(GeoJsonWriter, WhatIsWrittenIsReadBackExactly) {
  const Regions regions = SomeRegions();
  const auto written =
      WriteAnnotations(AnnotationFormat::kGeoJson, regions, nullptr);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(written->losses, IsEmpty());
  const auto back = ReadAnnotations(written->bytes);
  ASSERT_TRUE(back) << back.error().message;
  ASSERT_EQ(back->regions.size(), regions.size());
  for (std::size_t i = 0; i < regions.size(); ++i) {
    EXPECT_EQ(back->regions[i].shape, regions[i].shape);
    EXPECT_EQ(back->regions[i].id, regions[i].id);
    EXPECT_EQ(back->regions[i].name, regions[i].name);
    EXPECT_EQ(back->regions[i].classification, regions[i].classification);
  }
  EXPECT_EQ(back->regions[0].color, (Color{1, 2, 3}));
}

TEST(GeoJsonWriter, EveryClassHasAColorAsQuPathDemands) {
  const auto written = WriteGeoJson(SomeRegions(), nullptr);
  const auto document = nlohmann::json::parse(written->bytes);
  for (const auto& feature : document["features"]) {
    const auto& properties = feature["properties"];
    EXPECT_EQ(properties["objectType"], "annotation");
    if (!properties.contains("classification")) continue;
    EXPECT_EQ(properties["classification"]["color"].size(), 3U);
  }
  EXPECT_FALSE(document["features"][1].contains("id"));
}

TEST(GeoJsonWriter, AClassNamedAsHolesAreElsewhereIsNoMatter) {
  Regions regions = SomeRegions();
  regions[1].classification = kHoleClass;
  for (const AnnotationFormat format :
       {AnnotationFormat::kGeoJson, AnnotationFormat::kAperio,
        AnnotationFormat::kHalo}) {
    EXPECT_TRUE(WriteAnnotations(format, regions, nullptr));
  }
}

TEST(GeoJsonWriter, TheAnnotatorIsLostAndSaid) {
  Regions regions = SomeRegions();
  regions[1].annotated_by = "AB";
  EXPECT_THAT(WriteGeoJson(regions, nullptr)->losses,
              ElementsAre("1 region(s) lose who annotated them"));
}

}  // namespace
}  // namespace cellquant::core
