// What the whole measurement says of areas, on slides drawn in characters and
// with the classical detector.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/formats/areas_geojson.h"
#include "core/formats/protocol_yaml.h"
#include "core/formats/report_json.h"
#include "core/pipeline/analyze_slide.h"
#include "tests/testing/ascii_slide.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiRectangle;
using ::cellquant::testing::AsciiSlide;

SlideReport Measured(const std::vector<std::string>& rows,
                     const Protocol& protocol,
                     const std::vector<MultiPolygon>& shapes,
                     std::int64_t tile_px = 2048) {
  RegionSet regions;
  for (const MultiPolygon& shape : shapes) {
    regions.regions.push_back({"r" + std::to_string(regions.regions.size()),
                               "Node", "", Normalized(shape)});
  }
  AnalysisOptions options;
  options.tile_px = tile_px;
  auto report = AnalyzeSlide(AsciiSlide(rows), regions, protocol, options);
  EXPECT_TRUE(report) << report.error().message;
  return report.value_or(SlideReport{});
}

Protocol Installed(const char* id) {
  return ProtocolCatalog::LoadInstalled()->Find(id).value();
}

std::vector<std::string> Field(int columns, int rows, char c) {
  std::vector<std::string> field(
      static_cast<std::size_t>(rows) + 2,
      " " + std::string(static_cast<std::size_t>(columns), c) + " ");
  field.front().assign(static_cast<std::size_t>(columns) + 2, ' ');
  field.back() = field.front();
  return field;
}

// Twelve rings, 30 um apart.
const std::vector<std::string> kApart = {
    "                 ", " ............... ", " ..r..r..r..r... ",
    " ............... ", " ............... ", " ..r..r..r..r... ",
    " ............... ", " ............... ", " ..r..r..r..r... ",
    " ............... ", "                 "};

TEST(Areas, ThePositiveAreaIsThatOfTheRings) {
  const SlideReport report =
      Measured(kApart, Installed("cd20"), {AsciiRectangle(0, 0, 17, 11)});
  ASSERT_EQ(report.regions[0].positive_cell_count, 12U);
  const auto& areas = report.regions[0].areas;
  ASSERT_TRUE(areas.positive_area_percent);
  // Rings from 3.0 to 4.5 um, whose soft edges are above the threshold too.
  const double ring_um2 = 3.14159 * (4.5 * 4.5 - 3.0 * 3.0);
  EXPECT_NEAR(*areas.positive_area_percent,
              100.0 * 12 * ring_um2 / (170.0 * 110.0), 0.6);
  EXPECT_FALSE(areas.meshwork);
  EXPECT_FALSE(areas.anucleate_profiles);
}

TEST(Areas, CellsThatStandAloneAgreeWithTheirArea) {
  const SlideReport report =
      Measured(kApart, Installed("cd20"), {AsciiRectangle(0, 0, 17, 11)});
  const Confluence& check = report.regions[0].areas.confluence;
  EXPECT_EQ(check.single_cells, 12U);
  EXPECT_NEAR(check.differs_percent, 0.0, 1.0);
  EXPECT_FALSE(check.flagged);
}

TEST(Areas, ThePartsOfAPartitionAddUpToTheWhole) {
  const Protocol protocol = Installed("cd20");
  const SlideReport report =
      Measured(kApart, protocol,
               {AsciiRectangle(0, 0, 17, 11), AsciiRectangle(0, 0, 7, 11),
                AsciiRectangle(7, 0, 10, 11)});
  const auto stained = [&](std::size_t i) {
    const RegionReport& region = report.regions[i];
    return region.areas.positive_area_percent.value() * region.area.value();
  };
  EXPECT_NEAR(stained(0), stained(1) + stained(2), 1e-9);
}

// Tissue with stain in all of it, as no single cell has it.
class AreasOfAMeshwork : public ::testing::Test {
 protected:
  SlideReport Run(std::int64_t tile_px = 2048) const {
    std::vector<std::string> rows = Field(24, 14, '.');
    for (std::size_t y = 3; y < 12; ++y) {
      for (std::size_t x = 4; x < 14; ++x) rows[y][x] = 'm';
    }
    rows[7][8] = 'r';   // in the net
    rows[7][20] = 'r';  // outside
    return Measured(rows, Installed("cd23"),
                    {AsciiRectangle(0, 0, 26, 16), AsciiRectangle(0, 0, 9, 16)},
                    tile_px);
  }
};

TEST_F(AreasOfAMeshwork, OfAClassItIsThatOfTheUnion) {
  const SlideReport report = Run();
  ASSERT_EQ(report.classes.size(), 1U);
  EXPECT_TRUE(report.classes[0].group.overlapping);
  EXPECT_EQ(report.classes[0].areas.meshwork_area,
            report.regions[0].areas.meshwork->area);
}

TEST_F(AreasOfAMeshwork, IsReportedForEachRegionByItsShare) {
  const SlideReport report = Run();
  ASSERT_TRUE(report.regions[0].areas.meshwork);
  const MeshworkReport& whole = *report.regions[0].areas.meshwork;
  EXPECT_EQ(whole.count, 1U);
  EXPECT_NEAR(whole.area.value(), 0.1 * 0.09, 0.0012);
  EXPECT_EQ(whole.mean_area, whole.area);
  EXPECT_EQ(whole.largest_area, whole.area);
  EXPECT_NEAR(whole.percent_of_region, 100.0 * 90 / (26 * 16), 3.0);
  EXPECT_EQ(whole.proposed_score, 2);
  const MeshworkReport& left = *report.regions[1].areas.meshwork;
  EXPECT_EQ(left.count, 1U);
  EXPECT_NEAR(left.area.value() / whole.area.value(), 0.5, 0.05);
}

TEST(Areas, AClassesEvaluablePartAndItsBlocksAreThoseOfItsRegions) {
  RegionSet regions;
  regions.regions = {
      {"r0", "", "Left", Normalized(AsciiRectangle(0, 0, 8, 11))},
      {"r1", "", "Both", Normalized(AsciiRectangle(0, 0, 8, 11))},
      {"r2", "", "Both", Normalized(AsciiRectangle(4, 0, 9, 11))}};
  const auto report =
      AnalyzeSlide(AsciiSlide(kApart), regions, Installed("cd20"));
  ASSERT_TRUE(report) << report.error().message;
  const ClassReport& both = report->classes[0];
  EXPECT_TRUE(both.group.overlapping);
  EXPECT_NEAR(both.areas.evaluable.area.value(), 13 * 11 * 1e-4, 1e-9);
  const ClassReport& left = report->classes[1];
  const EvaluableArea& region = report->regions[0].areas.evaluable;
  EXPECT_EQ(left.areas.evaluable.area, region.area);
  EXPECT_EQ(left.areas.evaluable.cell_count, region.cell_count);
  EXPECT_GT(region.positive_cell_count, 0U);
  EXPECT_GT(*left.positive_dab, OpticalDensity(0.16));
  for (const ClassReport& one : report->classes) {
    std::uint32_t cells = 0;
    double area = 0.0;
    for (const CountBlock& block : one.areas.blocks) {
      cells += block.count;
      area += block.area.value();
    }
    EXPECT_EQ(cells, one.areas.evaluable.positive_cell_count);
    EXPECT_NEAR(area, one.areas.evaluable.area.value(), 1e-12);
    EXPECT_EQ(one.block_interval->blocks, one.areas.blocks.size());
    EXPECT_FALSE(one.areas.meshwork_area);
  }
}

TEST_F(AreasOfAMeshwork, ItsPositiveCellsAreVetoedAndListed) {
  const SlideReport report = Run();
  EXPECT_EQ(report.regions[0].positive_cell_count, 1U);
  EXPECT_GE(report.regions[0].vetoed_cell_count, 1U);
  for (const CountedCell& counted : report.cells) {
    const bool inside = counted.cell.centroid.x < 14 * 20;
    EXPECT_EQ(counted.cell.veto == CellVeto::kMeshwork, inside);
    EXPECT_EQ(counted.cell.classification == CellClass::kNegative, inside);
  }
}

TEST_F(AreasOfAMeshwork, ItsOutlineIsInTheFileThatTheReportNames) {
  const SlideReport report = Run();
  ASSERT_EQ(report.outlines.size(), 1U);
  EXPECT_EQ(report.outlines[0].classification, "Meshwork");
  const std::string text = AreasGeoJson(report.outlines);
  EXPECT_EQ(report.areas_sha256, Sha256(text));
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["features"][0]["properties"]["classification"]["name"],
            "Meshwork");
  EXPECT_EQ(json["features"][0]["geometry"]["type"], "MultiPolygon");
}

TEST_F(AreasOfAMeshwork, DoesNotDependOnTheTiles) {
  const std::string reference = ReportText(Run(4096));
  EXPECT_EQ(ReportText(Run(64)), reference);
  EXPECT_EQ(ReportText(Run(100)), reference);
}

TEST(Areas, AProfileWithoutANucleusIsReportedApart) {
  std::vector<std::string> rows = Field(16, 8, '.');
  rows[3][4] = 'r';
  rows[3][12] = 'b';
  rows[6][8] = 'b';
  const SlideReport report =
      Measured(rows, Installed("cd68"),
               {AsciiRectangle(0, 0, 18, 10), AsciiRectangle(10, 0, 8, 10)});
  ASSERT_TRUE(report.regions[0].areas.anucleate_profiles);
  EXPECT_EQ(report.regions[0].areas.anucleate_profiles->count, 2U);
  EXPECT_EQ(report.regions[1].areas.anucleate_profiles->count, 1U);
  // Of a disc of 9 um, 21 blocks of 2 x 2 um are at least half brown.
  EXPECT_NEAR(report.regions[1].areas.anucleate_profiles->area.value(), 84e-6,
              1e-12);
  EXPECT_EQ(report.regions[0].positive_cell_count, 1U);
  EXPECT_EQ(report.outlines.size(), 2U);
}

}  // namespace
}  // namespace cellquant::core
