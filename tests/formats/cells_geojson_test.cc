#include "core/formats/cells_geojson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/base/file.h"
#include "core/base/gzip.h"
#include "core/base/uuid.h"
#include "core/formats/cell_output.h"
#include "core/formats/cells_geojson_reader.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::core {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kSlide(64, 'a');

Cell Example() {
  Cell cell{{10.126, 20.0},
            CellClass::kPositive,
            SquareMicrometers(31.5),
            {OpticalDensity(0.51), OpticalDensity(0.25), OpticalDensity(0.125),
             OpticalDensity(0.3)}};
  cell.outline = NucleusOutline({{{{8, 18}, {12.5, 18}, {12.5, 22}, {8, 22}},
                                  {{{9, 19}, {9, 20}, {10, 20}, {10, 19}}}}});
  return cell;
}

Cell At(double x, double y) {
  Cell cell = Example();
  cell.centroid = {x, y};
  return cell;
}

std::string Lines(const std::vector<Cell>& cells) {
  std::ostringstream out;
  GeoJsonCellWriter writer(out, GeoJsonLayout::kLines, kSlide);
  for (const Cell& cell : cells) {
    EXPECT_TRUE(writer.Write(cell, {"region-1", "region-3"}));
  }
  EXPECT_TRUE(writer.Finish());
  return out.str();
}

json FeatureOf(const Cell& cell) { return json::parse(Lines({cell})); }

TEST(CellsGeoJson, ACellIsADetectionWithClassAndMeasurements) {
  const json feature = FeatureOf(Example());
  EXPECT_EQ(feature["type"], "Feature");
  EXPECT_EQ(feature["geometry"], json::parse(R"({"type": "Polygon",
      "coordinates": [[[8,18],[12.5,18],[12.5,22],[8,22],[8,18]],
                      [[9,20],[10,20],[10,19],[9,19],[9,20]]]})"));
  EXPECT_EQ(feature["properties"], json::parse(R"({
      "objectType": "detection",
      "classification": {"name": "Positive", "color": [200, 50, 50]},
      "measurements": {"Nucleus: Area um^2": 31.5,
                       "Nucleus: DAB OD mean": 0.51,
                       "Membrane: DAB OD": 0.25,
                       "Cytoplasm: DAB OD": 0.125,
                       "Nucleus: Hematoxylin OD mean": 0.3},
      "metadata": {"region_ids": "region-1;region-3"}})"));
}

TEST(CellsGeoJson, WhatOnlySomeCellsHaveIsThereWhenTheyHaveIt) {
  Cell cell = Example();
  cell.classification = CellClass::kNegative;
  cell.cell_probability = 0.75;
  cell.class_share = 1.0;
  cell.veto = CellVeto::kMeshwork;
  cell.artifact = "erythrocytes";
  const json properties = FeatureOf(cell)["properties"];
  EXPECT_EQ(properties["classification"]["name"], "Negative");
  EXPECT_EQ(properties["measurements"]["Cell probability"], 0.75);
  EXPECT_EQ(properties["measurements"]["Class share"], 1.0);
  EXPECT_EQ(properties["metadata"]["veto"], "meshwork");
  EXPECT_EQ(properties["metadata"]["artifact"], "erythrocytes");
}

TEST(CellsGeoJson, EveryClassHasANameAndAColorOfItsOwn) {
  std::set<json> classes;
  for (const CellClass c :
       {CellClass::kPositive, CellClass::kNegative, CellClass::kEquivocal}) {
    Cell cell = Example();
    cell.classification = c;
    const json classification = FeatureOf(cell)["properties"]["classification"];
    EXPECT_EQ(classification["color"].size(), 3U);
    classes.insert(classification);
  }
  EXPECT_EQ(classes.size(), 3U);
}

TEST(CellsGeoJson, ACellWithoutAnOutlineIsAPoint) {
  Cell cell = Example();
  cell.outline = {};
  EXPECT_EQ(FeatureOf(cell)["geometry"],
            json::parse(R"({"type": "Point", "coordinates": [10.13, 20]})"));
}

TEST(CellsGeoJson, PartsAreAMultiPolygon) {
  Cell cell = Example();
  cell.outline = NucleusOutline({{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}},
                                 {{{1, 1}, {2, 1}, {2, 2}, {1, 2}}, {}}});
  EXPECT_EQ(FeatureOf(cell)["geometry"], json::parse(R"({
      "type": "MultiPolygon",
      "coordinates": [[[[0,0],[1,0],[1,1],[0,1],[0,0]]],
                      [[[1,1],[2,1],[2,2],[1,2],[1,1]]]]})"));
}

TEST(CellsGeoJson, CoordinatesHaveTwoDecimalsAndNoMore) {
  Cell cell = Example();
  cell.outline = {};
  for (const auto& [x, text] : std::vector<std::pair<double, std::string>>{
           {0.0, "[0,20]"},
           {-0.004, "[0,20]"},
           {-0.5, "[-0.5,20]"},
           {-1.05, "[-1.05,20]"},
           {1.999, "[2,20]"},
           {123456.789, "[123456.79,20]"},
           {7.1, "[7.1,20]"}}) {
    cell.centroid.x = x;
    EXPECT_THAT(Lines({cell}), HasSubstr("\"coordinates\":" + text)) << x;
  }
}

TEST(CellsGeoJson, IdsAreUuidsOfSlideAndPlace) {
  const std::string id = FeatureOf(At(1, 2))["id"];
  EXPECT_EQ(ParseUuid(id), id);
  EXPECT_EQ(FeatureOf(At(1, 2))["id"], id);
  EXPECT_NE(FeatureOf(At(2, 1))["id"], id);
  std::ostringstream out;
  GeoJsonCellWriter writer(out, GeoJsonLayout::kLines, "another slide");
  ASSERT_TRUE(writer.Write(At(1, 2), {}));
  EXPECT_NE(json::parse(out.str())["id"], id);
}

TEST(CellsGeoJson, ACollectionHasTheSameFeaturesALine) {
  std::ostringstream out;
  GeoJsonCellWriter writer(out, GeoJsonLayout::kCollection, kSlide);
  ASSERT_TRUE(writer.Write(At(1, 2), {"a"}));
  ASSERT_TRUE(writer.Write(At(3, 4), {"a"}));
  ASSERT_TRUE(writer.Finish());
  const std::string text = out.str();
  const json collection = json::parse(text);
  EXPECT_EQ(collection["type"], "FeatureCollection");
  EXPECT_EQ(collection["features"].size(), 2U);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
}

TEST(CellsGeoJson, WithoutCellsACollectionIsEmpty) {
  std::ostringstream out;
  GeoJsonCellWriter writer(out, GeoJsonLayout::kCollection, kSlide);
  ASSERT_TRUE(writer.Finish());
  EXPECT_EQ(json::parse(out.str())["features"], json::array());
  EXPECT_EQ(Lines({}), "");
}

json RegionFeature(const Region& region, const RegionReport& report) {
  std::ostringstream out;
  GeoJsonCellWriter writer(out, GeoJsonLayout::kLines, kSlide);
  EXPECT_TRUE(writer.WriteRegion(region, report));
  return json::parse(out.str());
}

const MultiPolygon kSquare{{{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {}}};

TEST(CellsGeoJson, ARegionIsALockedAnnotationWithItsCounts) {
  RegionReport report;
  report.area = SquareMillimeters(0.5);
  report.cell_count = 9;
  report.positive_cell_count = 3;
  report.equivocal_cell_count = 1;
  const json feature = RegionFeature(
      {"region-1", "a \"name\"", "Follicle", kSquare, Color{1, 2, 3}}, report);
  EXPECT_EQ(feature["geometry"]["type"], "Polygon");
  EXPECT_EQ(feature["properties"], json::parse(R"({
      "objectType": "annotation", "isLocked": true,
      "name": "a \"name\"",
      "classification": {"name": "Follicle", "color": [1, 2, 3]},
      "measurements": {"Area mm^2": 0.5, "Cell count": 9,
                       "Positive cell count": 3, "Equivocal cell count": 1,
                       "Positive cells per mm^2": 6.0},
      "metadata": {"region_id": "region-1",
                   "positive_cells_per_mm2": "6.00"}})"));
  const std::string id = feature["id"];
  EXPECT_EQ(ParseUuid(id), id);
}

TEST(CellsGeoJson, ARegionKeepsItsUuidAndHasAColorWhenItHasAClass) {
  const std::string uuid = "3fb6d6cc-73f1-4438-be4e-8ef23eb1d1a5";
  const json feature = RegionFeature({uuid, "", "Follicle", kSquare}, {});
  EXPECT_EQ(feature["id"], uuid);
  EXPECT_EQ(feature["properties"]["classification"]["color"],
            RegionFeature({"b", "", "Follicle", kSquare},
                          {})["properties"]["classification"]["color"]);
  EXPECT_FALSE(
      RegionFeature({uuid, "", "", kSquare}, {})["properties"].contains(
          "classification"));
}

TEST(CellsGeoJson, NoDensityIsABareZero) {
  RegionReport report;
  report.area = SquareMillimeters(0.5);
  report.cell_count = 9;
  const json properties =
      RegionFeature({"region-1", "", "", kSquare}, report)["properties"];
  EXPECT_FALSE(properties["measurements"].contains("Positive cells per mm^2"));
  EXPECT_EQ(properties["metadata"]["positive_cells_per_mm2"], "< 6.00");
}

TEST(CellsGeoJson, NamesThatAreNoTextStillMakeJson) {
  EXPECT_EQ(RegionFeature({"b", "\xff", "", kSquare}, {})["properties"]["name"],
            "\xef\xbf\xbd");
}

TEST(CellsFromGeoJsonLines, WhatWasWrittenIsReadBackForAPicture) {
  Cell drawn = At(0, 0);
  const MultiPolygon shape =
      Normalized({{{{10, 10}, {20, 10}, {20, 30}, {10, 30}},
                   {{{12, 12}, {14, 12}, {14, 14}, {12, 14}}}}});
  drawn.outline = NucleusOutline(shape);
  drawn.classification = CellClass::kEquivocal;
  std::stringstream lines;
  GeoJsonCellWriter writer(lines, GeoJsonLayout::kLines, kSlide);
  ASSERT_TRUE(writer.WriteRegion({"region-1", "F", "F", kSquare}, {}));
  ASSERT_TRUE(writer.Write(drawn, {"region-1"}));
  Cell point = At(1.25, 2.5);
  point.outline = {};
  ASSERT_TRUE(writer.Write(point, {"region-1"}));
  ASSERT_TRUE(writer.Finish());
  const auto cells = CellsFromGeoJsonLines(lines);
  ASSERT_TRUE(cells) << cells.error().message;
  ASSERT_EQ(cells->size(), 2U);
  EXPECT_EQ((*cells)[0].outline, drawn.outline);
  EXPECT_EQ((*cells)[0].classification, CellClass::kEquivocal);
  // (200 x (15, 20) - 4 x (13, 13)) / 196
  EXPECT_NEAR((*cells)[0].centroid.x, 2948.0 / 196.0, 1e-9);
  EXPECT_NEAR((*cells)[0].centroid.y, 3948.0 / 196.0, 1e-9);
  EXPECT_EQ((*cells)[1].centroid, (Level0Point{1.25, 2.5}));
}

TEST(CellsFromGeoJsonLines, WhatIsNoCellIsNamedByLine) {
  const std::string rest =
      R"("properties":{"objectType":"detection","classification":)"
      R"({"name":"Positive"}}})";
  const std::string round =
      R"({"geometry":{"type":"Polygon","coordinates":[[[0,0],[9,1],[3,9],)"
      R"([0,5],[0,0]]]},)" +
      rest;
  const std::string nowhere =
      R"({"geometry":{"type":"Point","coordinates":[1e300,0]},)" + rest;
  for (const std::string& bad : {std::string("x"), std::string("{}"), round,
                                 nowhere, std::string(2000, '[')}) {
    std::istringstream lines(R"({"properties":{"objectType":"annotation"}})"
                             "\n" +
                             bad);
    const auto cells = CellsFromGeoJsonLines(lines);
    ASSERT_FALSE(cells) << bad;
    EXPECT_EQ(cells.error().reason, ErrorReason::kInvalidArgument);
    EXPECT_THAT(cells.error().message, ::testing::HasSubstr("line 2")) << bad;
  }
}

TEST(CellOutput, EveryNameMakesItsFileAndGzHoldsTheSame) {
  const ::cellquant::testing::TempDir dir;
  const std::vector<Region> regions = {{"region-1", "F", "F", kSquare}};
  const std::vector<RegionReport> reports(1);
  std::map<std::string, std::string> content;
  for (const std::string& format : CellFormatNames()) {
    const auto path = dir.path() / ("cells." + format);
    auto output = CellOutput::ToFile(path, format,
                                     {.slide_sha256 = kSlide,
                                      .regions = regions,
                                      .region_reports = reports})
                      .value();
    ASSERT_TRUE(output->Write(At(1, 2), {"region-1"}));
    EXPECT_FALSE(std::filesystem::exists(path));
    ASSERT_TRUE(output->Finish());
    content[format] = ReadFile(path, 1U << 20).value();
  }
  for (const std::string format : {"csv", "geojson", "geojsonl"}) {
    EXPECT_EQ(Gunzip(content[format + ".gz"], 1U << 20).value(),
              content[format]);
  }
  const json features = json::parse(content["geojson"])["features"];
  ASSERT_EQ(features.size(), 2U);
  EXPECT_EQ(features[0]["properties"]["objectType"], "annotation");
  EXPECT_EQ(features[1]["properties"]["objectType"], "detection");
}

TEST(CellOutput, AnUnknownFormatLeavesNoFile) {
  const ::cellquant::testing::TempDir dir;
  const auto output = CellOutput::ToFile(dir.path() / "cells.xml", "xml", {});
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().reason, ErrorReason::kInvalidArgument);
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST(CellOutput, AStreamThatFailsIsAnError) {
  for (const std::string& format : CellFormatNames()) {
    std::ostringstream out;
    auto output = CellOutput::ToStream(out, format, {kSlide}).value();
    out.setstate(std::ios::badbit);
    const auto written = output->Write(Example(), {"a"});
    EXPECT_FALSE(written && output->Finish()) << format;
  }
}

}  // namespace
}  // namespace cellquant::core
