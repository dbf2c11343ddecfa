// One calibration a slide, whoever says what of it.
#include "core/pipeline/calibrate_slide.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/formats/protocol_yaml.h"
#include "core/formats/report_json.h"
#include "core/pipeline/analyze_slide.h"
#include "tests/testing/ascii_slide.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiRectangle;
using ::cellquant::testing::AsciiSlide;

Protocol Ki67() { return *ProtocolCatalog::LoadInstalled()->Find("ki67"); }

// A field of 0.3 x 0.3 mm with as many brown nuclei as blue ones.
AsciiSlide Field(std::string_view row) {
  std::vector<std::string> rows(32, std::string(32, ' '));
  for (std::size_t y = 1; y < 31; ++y) {
    for (std::size_t x = 1; x < 31; ++x) {
      rows[y][x] = row[(x + y) % row.size()];
    }
  }
  return AsciiSlide(rows);
}

nlohmann::json Report(const AsciiSlide& slide, const RegionSet& regions,
                      const AnalysisOptions& options) {
  const auto report = AnalyzeSlide(slide, regions, Ki67(), options);
  EXPECT_TRUE(report) << report.error().message;
  return ReportToJson(*report);
}

RegionSet Region(int columns) {
  return {{{"r", "", "", Normalized(AsciiRectangle(0, 0, columns, 10))}}, {}};
}

StainProfile Profile() {
  StainProfile profile;
  profile.name = "lab";
  profile.version = "3";
  profile.stains = {Unit({0.6, 0.7, 0.3}), Unit({0.3, 0.6, 0.8})};
  profile.white_point = WhitePoint{240, 241, 242};
  profile.sha256 = std::string(64, 'a');
  return profile;
}

TEST(CalibrateSlide, IsTheSameForAnyRegionsThreadsAndTiles) {
  const AsciiSlide slide = Field("hd");
  AnalysisOptions options;
  options.threads = 1;
  const auto one = Report(slide, Region(30), options)["calibration"];
  options.threads = 3;
  options.tile_px = 128;
  EXPECT_EQ(one, Report(slide, Region(7), options)["calibration"]);
  EXPECT_EQ(one, Report(slide, {}, options)["calibration"]);
  EXPECT_GT(one["stain_estimate"]["sample_tiles"], 0);
}

TEST(CalibrateSlide, TheEstimateStandsInTheReportAndChangesNoNumber) {
  const auto calibration = Report(Field("hd"), {}, {})["calibration"];
  EXPECT_EQ(calibration["stain_vectors_source"], "protocol");
  EXPECT_EQ(calibration["dab_vector"], nlohmann::json(Ki67().stains.dab));
  EXPECT_EQ(calibration["stain_estimate"]["dab"]["vector"].size(), 3U);
  EXPECT_GT(calibration["hematoxylin_strength"]["od"], 0.3);
  EXPECT_GT(calibration["dab_strength"]["pixels"], 2000);
}

TEST(CalibrateSlide, OnlyANetworkIsShownMoreOrLessHematoxylin) {
  const AsciiSlide slide = Field("hd");
  const WorkingGrid grid = *WorkingGrid::Make({0.5, 0.5});
  const Overview overview = *ReadOverview(slide, {0.5, 0.5});
  const auto calibrated = [&](const std::optional<StainProfile>& profile,
                              bool for_network) {
    return *CalibrateSlide(slide, grid, overview, Ki67(), profile, for_network);
  };
  const Calibration classical = calibrated({}, false);
  EXPECT_EQ(classical.hematoxylin_factor, 1.0);
  EXPECT_EQ(classical.hematoxylin_factor_source, CalibrationSource::kProtocol);
  const Calibration network = calibrated({}, true);
  EXPECT_LT(network.hematoxylin_factor, 1.0);  // nuclei of 0.7
  EXPECT_EQ(network.hematoxylin_factor_source, CalibrationSource::kSlide);
  StainProfile profile = Profile();
  profile.hematoxylin_strength = OpticalDensity(0.13);
  EXPECT_EQ(calibrated(profile, true).hematoxylin_factor, 2.0);
  EXPECT_EQ(calibrated(profile, true).hematoxylin_factor_source,
            CalibrationSource::kProfile);
}

TEST(CalibrateSlide, AnAllNegativeSlideHasNoDabAndSaysWhy) {
  const auto calibration = Report(Field("h"), {}, {})["calibration"];
  EXPECT_EQ(calibration["stain_estimate"]["accepted"], false);
  EXPECT_NE(calibration["stain_estimate"]["dab"]["reason"], "");
  EXPECT_FALSE(calibration["dab_strength"].contains("od"));
  EXPECT_NE(calibration["dab_strength"]["reason"], "");
}

TEST(CalibrateSlide, AProfileGoesBeforeSlideAndProtocol) {
  AnalysisOptions options;
  options.stains = Profile();
  const auto report = Report(Field("hd"), {}, options);
  const auto& calibration = report["calibration"];
  EXPECT_EQ(calibration["stain_vectors_source"], "profile");
  EXPECT_EQ(calibration["hematoxylin_vector"],
            nlohmann::json(Profile().stains.hematoxylin));
  EXPECT_EQ(calibration["white_point"], nlohmann::json({240.0, 241.0, 242.0}));
  EXPECT_EQ(calibration["white_point_source"], "profile");
  EXPECT_EQ(calibration["positive_threshold_source"], "protocol");
  EXPECT_EQ(calibration["stain_profile"]["name"], "lab");
  EXPECT_EQ(calibration["stain_profile"]["version"], "3");
  EXPECT_EQ(calibration["stain_profile"]["sha256"], std::string(64, 'a'));
  EXPECT_NE(report["digest"], Report(Field("hd"), {}, {})["digest"]);
}

TEST(CalibrateSlide, AProfilesThresholdIsForItsProtocolOnly) {
  AnalysisOptions options;
  options.stains = Profile();
  options.stains->thresholds["cd20"] = {OpticalDensity(1.9), "controls"};
  const auto others = Report(Field("hd"), {}, options);
  EXPECT_EQ(others["protocol"]["parameters"]["positive_threshold_od"], 0.20);
  options.stains->thresholds["ki67"] = {OpticalDensity(1.9), "controls"};
  const auto own = Report(Field("hd"), {}, options);
  EXPECT_EQ(own["protocol"]["parameters"]["positive_threshold_od"], 1.9);
  EXPECT_EQ(own["calibration"]["positive_threshold_source"], "profile");
  EXPECT_GT(others["regions"][0]["positive_cell_count"], 0);
  EXPECT_EQ(own["regions"][0]["positive_cell_count"], 0);
}

}  // namespace
}  // namespace cellquant::core
