#include "core/formats/report_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace cellquant::core {
namespace {

SlideReport Example() {
  SlideReport report;
  report.slide.name = "node.tif";
  report.slide.format = "generic-tiff";
  report.slide.levels = {{{1000, 800}, 1.0}};
  report.pixel_size = {{0.25, 0.25}, PixelSizeSource::kSlide};
  report.slide_sha256 = "ab";
  report.protocol.id = "cd138";
  report.detector = {"network", "nuclei.onnx", "0a", {{"contrast_od", 0.003}}};
  report.regions = {
      {"region-1", "F", "Follicle", SquareMillimeters(2.0), 40, 10, "cd"},
      {"region-2", "", "", SquareMillimeters(1.0), 5, 0, "ef"}};
  report.software.cellquant = "0.1.0";
  report.software.opencv = "4.6.0";
  return report;
}

TEST(ReportJson, HasDensitiesAndTheirIntervals) {
  const auto json = ReportToJson(Example());
  const auto& region = json["regions"][0];
  EXPECT_EQ(region["cells_per_mm2"], 20.0);
  EXPECT_EQ(region["positive_cells_per_mm2"], 5.0);
  const auto& interval = region["positive_cells_per_mm2_interval"];
  EXPECT_NEAR(interval["low"].get<double>(), 4.795389 / 2, 1e-6);
  EXPECT_NEAR(interval["high"].get<double>(), 18.390356 / 2, 1e-6);
  EXPECT_EQ(interval["method"], "garwood");
  EXPECT_EQ(interval["one_sided"], false);
  EXPECT_EQ(json["regions"][1]["positive_cells_per_mm2_text"], "< 3.00");
}

TEST(ReportJson, TheDigestIgnoresNamesLibrariesAndWhoseTissueItIs) {
  const SlideReport report = Example();
  SlideReport other = report;
  other.slide.name = "copy.tif";
  other.detector.model = "copy.onnx";
  other.software.opencv = "4.9.0";
  other.software.instruction_set = "avx512";
  other.warnings = {"a point was skipped"};
  other.specimen = Specimen{};
  other.specimen->patient = "patient-01";
  other.caveats = {"The antigen is hidden."};
  other.pathologist_scores = {{"tfh", 2, "pathologist-01", "2025-03-01"}};
  EXPECT_EQ(ReportToJson(report)["digest"], ReportToJson(other)["digest"]);
}

TEST(ReportJson, TheDigestChangesWithWhatChangesANumber) {
  const auto digest = ReportToJson(Example())["digest"];
  EXPECT_EQ(digest.get<std::string>().size(), 7U + 64U);
  const auto changed = [&](auto change) {
    SlideReport report = Example();
    change(report);
    return ReportToJson(report)["digest"] != digest;
  };
  EXPECT_TRUE(changed([](auto& r) { r.slide_sha256 = "cd"; }));
  EXPECT_TRUE(changed([](auto& r) { r.pixel_size.mpp.x = 0.26; }));
  EXPECT_TRUE(changed([](auto& r) { ++r.regions[1].cell_count; }));
  EXPECT_TRUE(changed([](auto& r) { r.regions[0].geometry_sha256 = "x"; }));
  EXPECT_TRUE(changed([](auto& r) { r.calibration.white_point[1] = 240; }));
  EXPECT_TRUE(changed([](auto& r) { r.protocol.version = "2"; }));
  EXPECT_TRUE(changed([](auto& r) { r.protocol.positivity.class_share = 1; }));
  EXPECT_TRUE(changed([](auto& r) { r.detector.name = "classical"; }));
  EXPECT_TRUE(changed([](auto& r) { r.detector.model_sha256 = "0b"; }));
  EXPECT_TRUE(
      changed([](auto& r) { r.detector.parameters["contrast_od"] = 0.1; }));
  EXPECT_TRUE(changed(
      [](auto& r) { r.positivity_decided_by = DecidedBy::kNetworkClass; }));
  EXPECT_TRUE(changed([](auto& r) { r.software.cellquant = "0.2.0"; }));
}

TEST(ReportJson, NamesTheDetectorItsModelAndItsParameters) {
  const auto json = ReportToJson(Example());
  EXPECT_EQ(json["detector"]["name"], "network");
  EXPECT_EQ(json["detector"]["model"], "nuclei.onnx");
  EXPECT_EQ(json["detector"]["model_sha256"], "0a");
  EXPECT_EQ(json["protocol"]["parameters"]["detection"]["contrast_od"], 0.003);
  EXPECT_EQ(json["positivity_decided_by"], "optical_density");
}

TEST(ReportJson, BelowTheDecisionLimitTheTextIsTheBound) {
  SlideReport report = Example();
  RegionReport& region = report.regions[0];
  region.claims = DensityClaims{CellsPerSquareMillimeter(8.481), false,
                                SquareMillimeters(16.9), 10};
  region.limits = DetectionLimits{11, CellsPerSquareMillimeter(5.5),
                                  CellsPerSquareMillimeter(9.0)};
  const auto json = ReportToJson(report)["regions"][0];
  EXPECT_EQ(json["positive_cells_per_mm2_text"], "< 8.49");
  EXPECT_EQ(json["positive_cells_per_mm2_upper_bound"], 8.481);
  EXPECT_EQ(json["below_clearing_limit"], false);
  EXPECT_EQ(json["area_to_claim_mm2"], 16.9);
  EXPECT_EQ(json["decision_limit_cell_count"], 11);
  EXPECT_EQ(json["decision_limit_per_mm2"], 5.5);
  EXPECT_EQ(json["detection_limit_per_mm2"], 9.0);
  region.limits->decision_count = 10;
  EXPECT_EQ(ReportToJson(report)["regions"][0]["positive_cells_per_mm2_text"],
            "5.00");
}

TEST(ReportJson, WhatIsNotKnownIsAbsent) {
  const auto region = ReportToJson(Example())["regions"][1];
  for (const char* key :
       {"positive_cells_per_mm2_block_interval", "below_clearing_limit",
        "positive_cells_per_mm2_upper_bound", "area_to_claim_mm2",
        "decision_limit_per_mm2", "detection_limit_per_mm2"}) {
    EXPECT_FALSE(region.contains(key)) << key;
  }
  EXPECT_EQ(region["percent_positive"], 0.0);
  EXPECT_FALSE(ReportToJson(Example()).contains("negative_control"));
}

TEST(ReportJson, AReportCanBeCheckedAgainstItsOwnDigest) {
  const auto json = nlohmann::json::parse(ReportText(Example()));
  EXPECT_EQ(ReportDigest(json), json["digest"]);
}

}  // namespace
}  // namespace cellquant::core
