#include "core/formats/measurement_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"
#include "core/formats/report_json.h"

namespace cellquant::core {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

ClassReport Follicle() {
  ClassReport one{"Follicle", false, {2, true, SquareMillimeters(2.0), 40, 12}};
  one.areas.evaluable = {SquareMillimeters(1.5),
                         25.0,
                         {{"hole", 1, SquareMillimeters(0.4)},
                          {"out_of_focus", 2, SquareMillimeters(0.08)}},
                         30,
                         10};
  one.areas.blocks = {{-1, 3, 4, SquareMillimeters(0.5)},
                      {0, 3, 6, SquareMillimeters(1.0)}};
  one.positive_dab = OpticalDensity(0.42);
  one.areas.meshwork_area = SquareMillimeters(0.3);
  return one;
}

SlideReport Example() {
  SlideReport report;
  report.slide.name = "node.tif";
  report.slide.format = "generic-tiff";
  report.slide.levels = {{{1000, 800}, 1.0}};
  report.pixel_size = {{0.25, 0.26}, PixelSizeSource::kSlide};
  report.working_image.mpp = {0.5, 0.52};
  report.slide_sha256 = "ab";
  report.protocol.id = "cd20";
  report.protocol.version = "1.3.0";
  report.protocol.marker = "CD20";
  report.protocol.cleared_below = CellsPerSquareMillimeter(10.0);
  report.protocol.validated_recall = 0.9;
  report.detector = {"network", "nuclei.onnx", "0a", {{"contrast_od", 0.003}}};
  report.calibration.strengths.dab.density = OpticalDensity(0.5);
  report.calibration.estimate.hematoxylin = {StainVector{0.6, 0.8, 0.0}, 3.0,
                                             0.4, ""};
  report.calibration.estimate.dab = {StainVector{0.6, 0.0, 0.8}, 3.0, 0.04,
                                     "too few"};
  report.regions = {
      {"region-1", "F", "Follicle", SquareMillimeters(2.0), 40, 12, "cd"}};
  report.classes = {Follicle()};
  report.sharpness = 0.3;
  report.software.cellquant = "0.1.0";
  report.specimen = Specimen{};
  report.specimen->patient = "patient-01";
  report.caveats = {"The antigen is hidden."};
  report.pathologist_scores = {{"tfh", 2, "pathologist-01", "2025-03-01"}};
  return report;
}

// With its digest made anew, as nobody outside this program would.
std::string Sealed(json report) {
  report["digest"] = ReportDigest(report);
  return report.dump();
}

std::string MessageFor(const std::string& text) {
  const auto read = MeasurementFromReport(text, "before.json");
  if (read) return "read";
  EXPECT_EQ(read.error().reason, ErrorReason::kReportInvalid);
  EXPECT_THAT(read.error().message, HasSubstr("before.json"));
  return read.error().message;
}

TEST(MeasurementJson, ReadsWhatAComparisonNeedsOfTheSlide) {
  const SlideReport report = Example();
  const auto read = MeasurementFromReport(ReportText(report), "before.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->name, "before.json");
  EXPECT_EQ(read->digest, ReportToJson(report)["digest"]);
  EXPECT_EQ(read->slide_name, "node.tif");
  EXPECT_EQ(read->slide_sha256, "ab");
  EXPECT_EQ(read->slide_format, "generic-tiff");
  EXPECT_EQ(read->mpp, (MicronsPerPixel{0.25, 0.26}));
  EXPECT_EQ(read->working_mpp, (MicronsPerPixel{0.5, 0.52}));
  EXPECT_EQ(read->detector, "network 0a");
  EXPECT_EQ(read->software, "0.1.0");
  EXPECT_EQ(read->specimen, report.specimen);
  EXPECT_EQ(read->caveats, report.caveats);
  EXPECT_EQ(read->scores, report.pathologist_scores);
  EXPECT_EQ(read->sharpness, 0.3);
}

TEST(MeasurementJson, ReadsTheProtocolAndHashesItsParameters) {
  const SlideReport report = Example();
  const auto read = MeasurementFromReport(ReportText(report), "a");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->protocol_id, "cd20");
  EXPECT_EQ(read->protocol_version, "1.3.0");
  EXPECT_EQ(read->marker, "CD20");
  EXPECT_EQ(read->cleared_below, CellsPerSquareMillimeter(10.0));
  EXPECT_EQ(read->recall, 0.9);
  EXPECT_TRUE(read->recall_validated);
  EXPECT_EQ(
      read->protocol_sha256,
      Sha256(CanonicalJson(ReportToJson(report)["protocol"]["parameters"])));
  SlideReport other = report;
  other.protocol.positivity.threshold = OpticalDensity(0.3);
  EXPECT_NE(MeasurementFromReport(ReportText(other), "a")->protocol_sha256,
            read->protocol_sha256);
}

TEST(MeasurementJson, AStainThatTooFewPixelsShowIsNotRead) {
  const auto read = MeasurementFromReport(ReportText(Example()), "a");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->stains.hematoxylin, (StainVector{0.6, 0.8, 0.0}));
  EXPECT_EQ(read->stains.dab, std::nullopt);
  EXPECT_EQ(read->stains.hematoxylin_strength, std::nullopt);
  EXPECT_EQ(read->stains.dab_strength, OpticalDensity(0.5));
  EXPECT_EQ(read->stains.in_force, StainVectors{});
  EXPECT_EQ(read->stains.white_point, (WhitePoint{245.0, 245.0, 245.0}));
}

TEST(MeasurementJson, ReadsTheEvaluablePartOfAClassAndItsBlocks) {
  const auto read = MeasurementFromReport(ReportText(Example()), "a");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->classes.size(), 1U);
  const ClassMeasurement& one = read->classes[0];
  EXPECT_EQ(one.region_class, "Follicle");
  EXPECT_EQ(one.region_count, 2U);
  EXPECT_EQ(one.enclosed_area, SquareMillimeters(2.0));
  EXPECT_EQ(one.area, SquareMillimeters(1.5));
  EXPECT_EQ(one.lost_percent, 25.0);
  EXPECT_TRUE(one.is_evaluable);
  EXPECT_DOUBLE_EQ(one.out_of_focus_percent, 5.0);  // holes are no tissue
  EXPECT_EQ(one.cell_count, 30U);
  EXPECT_EQ(one.positive_cell_count, 10U);
  ASSERT_EQ(one.blocks.size(), 2U);
  EXPECT_EQ(one.blocks[0].i, -1);
  EXPECT_EQ(one.blocks[1].j, 3);
  EXPECT_EQ(one.blocks[1].count, 6U);
  EXPECT_EQ(one.blocks[1].area, SquareMillimeters(1.0));
  EXPECT_EQ(one.positive_dab, OpticalDensity(0.42));
  EXPECT_EQ(one.meshwork_area, SquareMillimeters(0.3));
}

TEST(MeasurementJson, WhatAReportDoesNotSayIsAbsent) {
  SlideReport report = Example();
  report.sharpness = {};
  report.specimen = {};
  report.protocol.cleared_below = {};
  report.classes[0].positive_dab = {};
  report.classes[0].areas.meshwork_area = {};
  json object = ReportToJson(report);
  object["classes"][0].erase("blocks");
  const auto read = MeasurementFromReport(Sealed(object), "a");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->sharpness, std::nullopt);
  EXPECT_EQ(read->specimen, std::nullopt);
  EXPECT_EQ(read->cleared_below, std::nullopt);
  EXPECT_EQ(read->scanner, "");
  EXPECT_EQ(read->classes[0].positive_dab, std::nullopt);
  EXPECT_EQ(read->classes[0].meshwork_area, std::nullopt);
  EXPECT_TRUE(read->classes[0].blocks.empty());
}

TEST(MeasurementJson, NothingIsReadWithoutAnArea) {
  SlideReport report = Example();
  report.classes[0].areas.evaluable = {SquareMillimeters(0.0), 0.0, {}, 0, 0};
  report.classes[0].areas.blocks.clear();
  const auto read = MeasurementFromReport(ReportText(report), "a");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_FALSE(read->classes[0].is_evaluable);
}

// Without DAB on the slide, its arm is the edge of hematoxylin.
TEST(MeasurementJson, AnArmFarFromItsStainIsNoColorOfIt) {
  SlideReport report = Example();
  report.calibration.estimate.dab = {StainVector{0.6, 0.0, 0.8}, 11.0, 0.3, ""};
  EXPECT_TRUE(MeasurementFromReport(ReportText(report), "a")->stains.dab);
  report.calibration.estimate.dab = {StainVector{0.6, 0.0, 0.8}, 31.9, 0.3,
                                     "31.9 degrees from the start"};
  EXPECT_FALSE(MeasurementFromReport(ReportText(report), "a")->stains.dab);
}

TEST(MeasurementJson, AStainProfileIsNamed) {
  SlideReport report = Example();
  EXPECT_EQ(MeasurementFromReport(ReportText(report), "a")->stain_profile, "");
  report.calibration.profile = AppliedProfile{"lab", "2", "0123456789"};
  EXPECT_EQ(MeasurementFromReport(ReportText(report), "a")->stain_profile,
            "lab 2, 01234567");
}

TEST(MeasurementJson, BlocksThatDoNotAddUpAreRefused) {
  SlideReport report = Example();
  report.classes[0].areas.blocks[0].count += 1;
  const auto read = MeasurementFromReport(ReportText(report), "a");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().reason, ErrorReason::kReportInvalid);
  EXPECT_THAT(read.error().message, HasSubstr("classes[0].blocks"));
}

TEST(MeasurementJson, ARegionInNoClassIsOfAnOlderVersion) {
  SlideReport report = Example();
  report.regions.push_back(
      {"region-2", "Node", "", SquareMillimeters(2.0), 40, 12, "cd"});
  const auto read = MeasurementFromReport(ReportText(report), "a");
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().message, HasSubstr("analyse the slide again"));
}

TEST(MeasurementJson, AClassOfNamesAloneIsSaidToBe) {
  SlideReport report = Example();
  EXPECT_FALSE(
      MeasurementFromReport(ReportText(report), "a")->classes[0].by_name);
  report.regions[0].name = "Follicle";
  report.regions[0].classification = "";
  EXPECT_TRUE(
      MeasurementFromReport(ReportText(report), "a")->classes[0].by_name);
}

TEST(MeasurementJson, TheSpecimensScannerComesBeforeTheSlides) {
  json object = ReportToJson(Example());
  object["slide"]["scanner"] = "of the file";
  EXPECT_EQ(MeasurementFromReport(Sealed(object), "a")->scanner, "of the file");
  object["specimen"]["scanner"] = "of the laboratory";
  EXPECT_EQ(MeasurementFromReport(Sealed(object), "a")->scanner,
            "of the laboratory");
}

TEST(MeasurementJson, AnAlteredReportIsRefused) {
  json object = ReportToJson(Example());
  object["classes"][0]["evaluable"]["positive_cell_count"] = 9;
  EXPECT_THAT(MessageFor(object.dump()), HasSubstr("digest"));
  object = ReportToJson(Example());
  object["regions"][0]["cell_count"] = 41;  // of what is not read, too
  EXPECT_THAT(MessageFor(object.dump()), HasSubstr("digest"));
}

TEST(MeasurementJson, WhatIsNoReportIsRefused) {
  const std::string whole = ReportText(Example());
  const std::string texts[] = {
      "",
      "[]",
      "{}",
      "42",
      whole.substr(0, whole.size() / 2),
      whole + "x",
      R"({"slide":1,"detector":{},"software":{},"regions":[],"digest":"x"})",
      R"({"slide":{},"detector":{},"software":{},"regions":[1],"digest":"x"})",
      std::string(100'000, '[')};
  for (const std::string& text : texts) {
    EXPECT_NE(MessageFor(text), "read") << text.substr(0, 80);
  }
}

TEST(MeasurementJson, ANumberThatIsNoneIsRefused) {
  SlideReport report = Example();
  report.pixel_size.mpp.x = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(MessageFor(ReportText(report)), "read");
  json object = ReportToJson(Example());
  object["classes"][0]["area_mm2"] = "NaN";
  EXPECT_THAT(MessageFor(Sealed(object)), HasSubstr("classes[0].area_mm2"));
  std::string text = Sealed(ReportToJson(Example()));
  text.replace(text.find("\"lost_percent\":25.0"), 19,
               "\"lost_percent\":1e999");
  EXPECT_NE(MessageFor(text), "read");
}

TEST(MeasurementJson, WrongFieldsAreNamedWithTheirPath) {
  const std::pair<const char*, json> rows[] = {
      {"/slide/sha256", 3},
      {"/slide/microns_per_pixel_x", 0.0},
      {"/slide/scanner", 3},
      {"/working_image/microns_per_pixel_y", "0.5"},
      {"/protocol/parameters/recall", 1.5},
      {"/protocol/parameters/recall_validated", 1},
      {"/protocol/version", nullptr},
      {"/detector/model_sha256", nullptr},
      {"/calibration/white_point", {1, 2}},
      {"/calibration/dab_vector", {1, 2, "3"}},
      {"/calibration/stain_estimate/hematoxylin/vector", {1}},
      {"/calibration/dab_strength/od", -1},
      {"/focus/sharpness", "sharp"},
      {"/specimen/section_thickness_um", -2},
      {"/pathologist_scores/0/score", 4},
      {"/caveats", {1}},
      {"/classes/0/evaluable", nullptr},
      {"/classes/0/evaluable/cell_count", -1},
      {"/classes/0/evaluable/positive_cell_count", 31},
      {"/classes/0/evaluable/is_evaluable", 1},
      {"/classes/0/evaluable/artifacts/1/area_mm2", nullptr},
      {"/classes/0/blocks/1/i", 0.5},
      {"/classes/0/blocks/0/positive_cell_count", 4294967296},
      {"/classes/0/positive_dab_od", 1e6}};
  for (const auto& [path, value] : rows) {
    json object = ReportToJson(Example());
    object[json::json_pointer(path)] = value;
    const std::string field(path);
    EXPECT_THAT(MessageFor(Sealed(object)),
                HasSubstr(field.substr(field.rfind('/') + 1)))
        << path;
  }
}

TEST(MeasurementJson, AnOlderReportSaysWhatItLacks) {
  json object = ReportToJson(Example());
  object["classes"][0].erase("evaluable");
  EXPECT_THAT(MessageFor(Sealed(object)),
              HasSubstr("classes[0].evaluable is missing: the report is of an "
                        "older version"));
}

}  // namespace
}  // namespace cellquant::core
