// What the whole measurement says of slides drawn in characters, with the
// classical detector: the drawing is made for it.
#include "core/pipeline/analyze_slide.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "core/cells/positivity.h"
#include "core/formats/protocol_yaml.h"
#include "tests/testing/ascii_slide.h"
#include "tests/testing/temp_dir.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiRectangle;
using ::cellquant::testing::AsciiSlide;

Protocol Marker(Compartment compartment) {
  Protocol protocol;
  protocol.positivity.compartment = compartment;
  return protocol;
}

const Protocol kNuclear = Marker(Compartment::kNucleus);

RegionSet Regions(std::vector<MultiPolygon> shapes) {
  RegionSet set;
  for (MultiPolygon& shape : shapes) {
    set.regions.push_back({"r" + std::to_string(set.regions.size() + 1), "", "",
                           Normalized(std::move(shape))});
  }
  return set;
}

const std::vector<std::string> kNode = {
    "                    ", "  ................  ", "  .h..h..d..h..h..  ",
    "  ................  ", "  .d..h..h..h..d..  ", "  ................  ",
    "                    "};

TEST(AnalyzeSlide, CountsWhatIsDrawn) {
  const AsciiSlide slide(kNode);
  const auto report =
      AnalyzeSlide(slide, Regions({AsciiRectangle(0, 0, 20, 7)}), kNuclear);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->regions.size(), 1U);
  EXPECT_EQ(report->regions[0].cell_count, 10U);
  EXPECT_EQ(report->regions[0].positive_cell_count, 3U);
  EXPECT_DOUBLE_EQ(report->regions[0].area.value(), 0.2 * 0.07);
}

TEST(AnalyzeSlide, NucleiHaveTheSizeAndPlaceTheyWereDrawnWith) {
  const AsciiSlide slide(kNode);
  const auto report =
      AnalyzeSlide(slide, Regions({AsciiRectangle(0, 0, 20, 7)}), kNuclear);
  ASSERT_TRUE(report) << report.error().message;
  for (const CountedCell& counted : report->cells) {
    const Level0Point& p = counted.cell.centroid;
    // Drawn in the middle of a 20 px character.
    EXPECT_NEAR(std::fmod(p.x, 20.0), 10.0, 1.0);
    EXPECT_NEAR(std::fmod(p.y, 20.0), 10.0, 1.0);
    EXPECT_NEAR(counted.cell.nucleus_area.value(), 28.3, 9.0);  // 3 um radius
  }
}

TEST(AnalyzeSlide, ARingIsPositiveInEveryProtocolThatLooksForAMembrane) {
  const AsciiSlide slide({"            ",  //
                          " .......... ",  //
                          " .r..h..r.. ",  //
                          " .......... ",  //
                          "            "});
  const auto catalog = ProtocolCatalog::LoadInstalled();
  ASSERT_TRUE(catalog) << catalog.error().message;
  int protocols = 0;
  for (const auto& [id, protocol] : catalog->all()) {
    if (protocol.positivity.compartment != Compartment::kMembrane) continue;
    ++protocols;
    const auto report =
        AnalyzeSlide(slide, Regions({AsciiRectangle(0, 0, 12, 5)}), protocol);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->regions[0].cell_count, 3U) << id;
    EXPECT_EQ(report->regions[0].positive_cell_count, 2U) << id;
  }
  EXPECT_GE(protocols, 6);
}

TEST(AnalyzeSlide, ThePartsOfAPartitionAddUpToTheWhole) {
  const AsciiSlide slide(kNode);
  // Cuts run through nuclei: each is counted once, where its centroid lies.
  const auto report = AnalyzeSlide(
      slide,
      Regions({AsciiRectangle(0, 0, 20, 7), AsciiRectangle(0, 0, 7, 7),
               AsciiRectangle(7, 0, 13, 4), AsciiRectangle(7, 4, 13, 3)}),
      kNuclear);
  ASSERT_TRUE(report) << report.error().message;
  const auto& r = report->regions;
  EXPECT_EQ(r[0].cell_count,
            r[1].cell_count + r[2].cell_count + r[3].cell_count);
  EXPECT_EQ(r[0].positive_cell_count, r[1].positive_cell_count +
                                          r[2].positive_cell_count +
                                          r[3].positive_cell_count);
  EXPECT_NEAR(r[0].area.value(),
              r[1].area.value() + r[2].area.value() + r[3].area.value(), 1e-12);
}

TEST(AnalyzeSlide, NestedRegionsEachCountTheirOwn) {
  const AsciiSlide slide(kNode);
  const auto report = AnalyzeSlide(
      slide, Regions({AsciiRectangle(0, 0, 20, 7), AsciiRectangle(2, 1, 5, 3)}),
      kNuclear);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->regions[0].cell_count, 10U);
  EXPECT_EQ(report->regions[1].cell_count, 2U);
}

TEST(AnalyzeSlide, AHoleIsNeitherCountedNorMeasured) {
  const AsciiSlide slide(kNode);
  MultiPolygon shape = AsciiRectangle(0, 0, 20, 7);
  shape[0].holes = {AsciiRectangle(2, 1, 5, 3)[0].exterior};
  const auto report = AnalyzeSlide(slide, Regions({shape}), kNuclear);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->regions[0].cell_count, 8U);
  EXPECT_DOUBLE_EQ(report->regions[0].area.value(), (140 - 15) * 1e-4);
}

TEST(AnalyzeSlide, WithoutRegionsTheTissueIsTheRegion) {
  std::vector<std::string> rows(40, std::string(60, ' '));
  for (int y = 8; y < 32; ++y) {
    for (int x = 10; x < 50; ++x) {
      rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
          (x + y) % 3 == 0 ? 'h' : '.';
    }
  }
  const AsciiSlide slide(rows);
  const auto report = AnalyzeSlide(slide, {}, kNuclear);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->regions.size(), 1U);
  EXPECT_EQ(report->regions[0].region_id, "tissue");
  EXPECT_NEAR(report->regions[0].area.value(), 40 * 24 * 1e-4, 0.006);
  EXPECT_NEAR(report->regions[0].cell_count, 40 * 24 / 3, 3);
}

TEST(AnalyzeSlide, EmptyGlassWithoutRegionsHasNoTissue) {
  const AsciiSlide slide(std::vector<std::string>(20, std::string(20, ' ')));
  const auto report = AnalyzeSlide(slide, {}, kNuclear);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, ErrorReason::kNoTissue);
}

TEST(AnalyzeSlide, NothingFoundIsABoundAndNotZero) {
  const AsciiSlide slide(std::vector<std::string>(10, std::string(20, ' ')));
  const auto report =
      AnalyzeSlide(slide, Regions({AsciiRectangle(0, 0, 20, 10)}), kNuclear);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->regions[0].cell_count, 0U);
  EXPECT_GT(PoissonInterval(0, report->regions[0].area).high, 0.0);
}

TEST(AnalyzeSlide, ARegionOutsideTheSlideIsRefused) {
  const AsciiSlide slide(kNode);
  const auto report =
      AnalyzeSlide(slide, Regions({AsciiRectangle(0, 0, 21, 7)}), kNuclear);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, ErrorReason::kRegionOutsideSlide);
}

TEST(AnalyzeSlide, WithoutAPixelSizeThereIsNoDensity) {
  const FieldImage image("f", cv::Mat3b(50, 50, cv::Vec3b(200, 180, 200)));
  const auto report = AnalyzeSlide(image, {}, kNuclear);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, ErrorReason::kPixelSizeUnknown);
}

TEST(AnalyzeSlide, AStopRequestLeavesNoPartialCount) {
  const AsciiSlide slide(kNode);
  std::stop_source stop;
  stop.request_stop();
  AnalysisOptions options;
  options.stop = stop.get_token();
  const auto report = AnalyzeSlide(
      slide, Regions({AsciiRectangle(0, 0, 20, 7)}), kNuclear, options);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().reason, ErrorReason::kCancelled);
}

TEST(AnalyzeSlide, ProgressEndsAtAllTiles) {
  const AsciiSlide slide(kNode);
  AnalysisOptions options;
  options.tile_px = 64;
  std::size_t last = 0;
  std::size_t tiles = 0;
  const auto report =
      AnalyzeSlide(slide, Regions({AsciiRectangle(0, 0, 20, 7)}), kNuclear,
                   options, [&](std::size_t done, std::size_t total) {
                     EXPECT_EQ(done, last + 1);
                     last = done;
                     tiles = total;
                   });
  ASSERT_TRUE(report);
  EXPECT_EQ(last, tiles);
  EXPECT_GT(tiles, 4U);
}

TEST(AnalyzeSlide, DebugDirHoldsThePicturesOfATile) {
  const AsciiSlide slide(kNode);
  const ::cellquant::testing::TempDir dir;
  AnalysisOptions options;
  options.debug_dir = dir.path() / "stages";
  ASSERT_TRUE(AnalyzeSlide(slide, Regions({AsciiRectangle(0, 0, 20, 7)}),
                           kNuclear, options));
  for (const char* stage : {"1-rgb", "2-hematoxylin", "3-dab", "5-nuclei"}) {
    EXPECT_TRUE(std::filesystem::exists(options.debug_dir /
                                        (std::string(stage) + ".png")))
        << stage;
  }
}

}  // namespace
}  // namespace cellquant::core
