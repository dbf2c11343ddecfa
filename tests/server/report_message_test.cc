#include "server/report_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/formats/report_json.h"
#include "proto/message_json.h"

namespace cellquant::server {
namespace {

using core::SlideReport;
using nlohmann::json;
using ::testing::ElementsAre;

core::Specimen FullSpecimen() {
  core::Specimen specimen;
  specimen.patient = "patient-01";
  specimen.accession = "A-1";
  specimen.block = "B";
  specimen.slide_barcode = "0001";
  specimen.stain_clone = "MI15";
  specimen.section_thickness_um = 4;
  specimen.scanner = "scanner";
  specimen.timepoint_label = "day 90";
  specimen.timepoint_day = 0;  // present, and at its default
  specimen.therapies = {{"BCMA", -3}, {"CD19", std::nullopt}};
  return specimen;
}

// Whole numbers, numbers with 17 digits, zeros and empty texts: whatever a
// mapping could lose.
SlideReport FullReport() {
  SlideReport report;
  report.slide.name =
      "n\xC3\xB6"
      "de \"1\".tif";
  report.slide.format = "generic-tiff";
  report.slide.levels = {{{100'000, 80'000}, 1.0}};
  report.pixel_size = {{0.1 + 0.2, 0.25}, core::PixelSizeSource::kCaller};
  report.slide_sha256 = std::string(64, 'a');
  report.specimen = FullSpecimen();
  report.protocol.id = "cd138";
  report.protocol.version = "1.0.0";
  report.protocol.marker = "CD138";
  report.calibration.estimate.dab.vector = core::StainVectors{}.dab;
  report.calibration.strengths.dab.density = core::OpticalDensity(0.1 + 0.2);
  report.calibration.profile = core::AppliedProfile{"lab", "1", "0b"};
  report.working_image = {"box_mean", 2.0, 2.0, {0.5, 1.0 / 3.0}};
  report.detector = {
      "network", "nuclei.onnx", "0a", {{"seed_radius_um", 1.75}}};
  report.regions = {
      {"region-1", "F", "Follicle", core::SquareMillimeters(2.0),
       4'000'000'000U, 10, "cd"},
      {"region-2", "", "", core::SquareMillimeters(1e-7), 0, 0, ""}};
  report.protocol.meshwork = core::MeshworkRule{};
  report.protocol.profiles = core::ProfileRule{};
  report.areas_sha256 = "ef";
  report.regions[0].vetoed_cell_count = 3;
  report.regions[0].areas = {
      0.0,
      core::MeshworkReport{core::SquareMillimeters(0.1), 5.0 / 3.0, 2,
                           core::SquareMillimeters(0.05),
                           core::SquareMillimeters(0.0), 3},
      core::AnucleateProfilesReport{4, core::SquareMillimeters(1e-4)},
      {12, {}, 10.25, 2.5, true}};
  report.regions[1].areas.confluence.not_computed = "few";
  report.regions[0].block_interval = core::BlockInterval{
      core::DensityInterval{1.5, 0.1 + 0.2, "block_bootstrap", false}, "", 21,
      20.5};
  report.regions[1].block_interval =
      core::BlockInterval{std::nullopt, "1 blocks, fewer than 20", 1, 1.0};
  report.regions[0].claims =
      core::DensityClaims{core::CellsPerSquareMillimeter(0.7), false,
                          core::SquareMillimeters(2.0 / 3.0)};
  report.regions[0].limits =
      core::DetectionLimits{1'000'000'000, core::CellsPerSquareMillimeter(5.0),
                            core::CellsPerSquareMillimeter(1.0 / 3.0)};
  report.regions[1].negative_control = true;
  report.regions[1].limits_refused = "why";
  report.negative_control = core::NegativeControlReport{
      "T zone", {1, false, core::SquareMillimeters(1e-7), 0, 0}};
  report.classes = {
      {"Follicle", false, {2, true, core::SquareMillimeters(2.0), 40, 10}},
      {"T zone", true, {1, false, core::SquareMillimeters(1e-7), 0, 0}}};
  report.classes[0].areas = {{core::SquareMillimeters(1.5), 25.0, {}, 30, 7},
                             {{-1, 0, 3, core::SquareMillimeters(0.5)},
                              {0, 0, 4, core::SquareMillimeters(1.0)}},
                             core::SquareMillimeters(0.0)};
  report.classes[0].block_interval = report.regions[1].block_interval;
  report.classes[0].positive_dab = core::OpticalDensity(0.1 + 0.2);
  report.sharpness = 1.0 / 3.0;
  report.slide.scanner = "Maker Model";
  report.caveats = {"The antigen is hidden."};
  report.pathologist_scores = {
      {"tfh", 0, "pathologist-01", "2025-03-01"},
      {"fdc_network", 3, "pathologist-01", "2025-03-01T10:00:00Z"}};
  report.protocol.cleared_below = core::CellsPerSquareMillimeter(1.0);
  report.warnings = {"feature 3 is a point and was skipped"};
  report.software = {"0.1.0", "3.4.1", "4.6.0", "3.11.1", "avx2"};
  return report;
}

json ThroughTheWire(const json& report) {
  const auto message = ReportMessage(report.dump());
  EXPECT_TRUE(message);
  v1::Report received;
  EXPECT_TRUE(received.ParseFromString(message->SerializeAsString()));
  return json::parse(wire::ToJson(received));
}

TEST(ReportMessage, ComesBackAsTheSameJsonObject) {
  const json report = core::ReportToJson(FullReport());
  EXPECT_EQ(ThroughTheWire(report), report);
}

TEST(ReportMessage, WhatIsAbsentStaysAbsentAndWhatIsEmptyStaysEmpty) {
  SlideReport bare = FullReport();
  bare.specimen.reset();
  bare.regions.clear();
  bare.warnings.clear();
  bare.software = {};
  json report = core::ReportToJson(bare);
  EXPECT_FALSE(report.contains("specimen"));
  EXPECT_EQ(ThroughTheWire(report), report);

  bare.specimen = core::Specimen{};  // said, but nothing known
  report = core::ReportToJson(bare);
  EXPECT_FALSE(report["specimen"]["timepoint"].contains("day"));
  EXPECT_EQ(ThroughTheWire(report), report);
}

TEST(ReportMessage, TheDigestHoldsOnTheOtherSide) {
  const json report = core::ReportToJson(FullReport());
  EXPECT_EQ(core::ReportDigest(ThroughTheWire(report)), report["digest"]);
}

TEST(ReportMessage, AFieldWithoutAPlaceOnTheWireIsAnError) {
  json report = core::ReportToJson(FullReport());
  report["calibration"]["new_field"] = 1;
  const auto message = ReportMessage(report.dump());
  ASSERT_FALSE(message);
  EXPECT_EQ(message.error().reason, core::ErrorReason::kInternal);
}

SlideReport ReportOfCells(std::size_t count, const std::string& region_id) {
  SlideReport report;
  report.regions.resize(1);
  report.regions[0].region_id = region_id;
  for (std::size_t i = 0; i < count; ++i) {
    core::CountedCell cell;
    cell.cell.centroid = {static_cast<double>(i), 0.5};
    cell.cell.outline = core::NucleusOutline(
        {{{{0.0, 0.0}, {2.0, 0.0}, {2.0, 1.5}, {0.0, 1.5}}, {}}});
    cell.regions = {0};
    report.cells.push_back(cell);
  }
  return report;
}

TEST(CellMessages, PagesHoldAllCellsInOrderTenThousandAtMost) {
  const CellPages pages = CellMessages(ReportOfCells(20'001, "r"));
  double next = 0;
  for (const std::string& bytes : pages) {
    v1::StreamCellsResponse page;
    ASSERT_TRUE(page.ParseFromString(bytes));
    EXPECT_LE(page.cells_size(), 10'000);
    for (const v1::Cell& cell : page.cells()) {
      EXPECT_EQ(cell.x_px(), next++);
      EXPECT_EQ(cell.region_ids(0), "r");
      EXPECT_EQ(cell.classification(), "negative");
      EXPECT_THAT(cell.outline(), ElementsAre(4, 0, 0, 200, 150, -200, -150));
    }
  }
  EXPECT_EQ(next, 20'001);
  EXPECT_TRUE(CellMessages(ReportOfCells(0, "r")).empty());
}

TEST(CellMessages, LongRegionNamesMakeShorterPages) {
  for (const std::string& page :
       CellMessages(ReportOfCells(1000, std::string(10'000, 'x')))) {
    EXPECT_LT(page.size(), std::size_t{2} << 20U);
  }
}

}  // namespace
}  // namespace cellquant::server
