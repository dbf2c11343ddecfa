// How the work is cut and scheduled must not change a byte of the report.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/annotations/reader.h"
#include "core/annotations/regions_to_count.h"
#include "core/base/file.h"
#include "core/formats/protocol_yaml.h"
#include "core/formats/report_json.h"
#include "core/geometry/validity.h"
#include "core/phantom/phantom.h"
#include "core/pipeline/analyze_slide.h"
#include "core/slide/open_slide.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/toy_network.h"

namespace cellquant::core {
namespace {

// A real file with noise, JPEG tiles and crowded tissue, made once.
class Invariance : public ::testing::TestWithParam<double> {
 protected:
  void SetUp() override {
    PhantomOptions options;
    options.size_px = {1800, 1300};
    options.mpp = GetParam();
    options.seed = 5;
    const PhantomPaths paths{dir_.path() / "p.tif", dir_.path() / "p.geojson",
                             dir_.path() / "p.csv"};
    ASSERT_TRUE(WritePhantom(options, paths));
    source_ = *OpenSlideFile(paths.slide);
    regions_ = *RegionsToCount(*ReadFile(paths.regions, kMaxAnnotationBytes));
    protocol_ = *ProtocolCatalog::LoadInstalled()->Find("cd138");
  }

  SlideReport Run(std::int64_t tile_px, int threads) const {
    AnalysisOptions options;
    options.tile_px = tile_px;
    options.threads = threads;
    options.network = network_;
    if (network_) {
      options.stains = ::cellquant::testing::AsDrawn(protocol_.stains);
    }
    auto report = AnalyzeSlide(*source_, regions_, protocol_, options);
    EXPECT_TRUE(report) << report.error().message;
    return *std::move(report);
  }

  // Blocks small enough for the slide to have seams.
  void UseNetwork() {
    const auto file = dir_.path() / "toy.onnx";
    ASSERT_TRUE(WriteFileAtomically(file, ::cellquant::testing::ToyNetworkOnnx(
                                              {.input = {1, 3, 640, 640}})));
    network_ = NetworkModel::Load(file).value();
  }

  ::cellquant::testing::TempDir dir_;
  std::shared_ptr<const NetworkModel> network_;
  std::unique_ptr<TileSource> source_;
  RegionSet regions_;
  Protocol protocol_;
};

bool SameCells(const std::vector<CountedCell>& a,
               const std::vector<CountedCell>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const CountedCell& p, const CountedCell& q) {
                      return p.cell.centroid == q.cell.centroid &&
                             p.regions == q.regions &&
                             p.cell.classification == q.cell.classification &&
                             p.cell.nucleus_area == q.cell.nucleus_area &&
                             p.cell.outline == q.cell.outline &&
                             p.cell.measured == q.cell.measured;
                    });
}

TEST_P(Invariance, NeitherTileSizeNorThreadsChangeTheReportOrACell) {
  const SlideReport reference = Run(4096, 1);
  EXPECT_GT(reference.cells.size(), 200U);
  for (const std::int64_t tile_px : {256, 512, 1000, 2048}) {
    for (const int threads : {1, 2, 8}) {
      const SlideReport report = Run(tile_px, threads);
      EXPECT_EQ(ReportText(report), ReportText(reference))
          << tile_px << " px, " << threads << " threads";
      EXPECT_TRUE(SameCells(report.cells, reference.cells))
          << tile_px << " px, " << threads << " threads";
    }
  }
}

// Box means' corners are whole pixels; interpolated ones are rounded to 0.01
// px.
TEST_P(Invariance, AnOutlineEnclosesTheNucleussArea) {
  const SlideReport report = Run(1000, 2);
  const double um2_per_px2 = report.pixel_size.mpp.PixelArea().value();
  for (const CountedCell& counted : report.cells) {
    const MultiPolygon shape = counted.cell.outline.Shape();
    EXPECT_NEAR(AreaPx2(shape) * um2_per_px2, counted.cell.nucleus_area.value(),
                GetParam() == 0.34 ? 0.02 : 1e-9);
    EXPECT_EQ(WhyInvalid(shape), std::nullopt);
  }
}

TEST_P(Invariance, ARegionAloneCountsWhatItCountsAmongOthers) {
  const SlideReport together = Run(1000, 2);
  const RegionSet all = regions_;
  for (std::size_t i = 0; i < all.regions.size(); ++i) {
    regions_ = {{all.regions[i]}, {}};
    const SlideReport alone = Run(1000, 2);
    EXPECT_EQ(alone.regions[0].cell_count, together.regions[i].cell_count);
    EXPECT_EQ(alone.regions[0].positive_cell_count,
              together.regions[i].positive_cell_count);
    EXPECT_EQ(alone.regions[0].areas.positive_area_percent,
              together.regions[i].areas.positive_area_percent);
    EXPECT_EQ(alone.regions[0].areas.confluence.cells_by_area,
              together.regions[i].areas.confluence.cells_by_area);
  }
}

// The report holds the hash of every outline.
TEST_P(Invariance, MeshworkAndProfilesDoNotDependOnTilesOrThreads) {
  // Much stain, and profiles that no nucleus is near enough to.
  protocol_.positivity.compartment = Compartment::kNucleus;
  protocol_.positivity.threshold = OpticalDensity(0.10);
  protocol_.meshwork = MeshworkRule{.low = OpticalDensity(0.05),
                                    .high = OpticalDensity(0.08),
                                    .smallest = SquareMicrometers(200.0)};
  protocol_.profiles = ProfileRule{SquareMicrometers(4.0), Micrometers(0.0),
                                   OpticalDensity(0.0)};
  const SlideReport reference = Run(4096, 1);
  EXPECT_GT(reference.regions[0].areas.meshwork->count, 0U);
  EXPECT_GT(reference.regions[0].areas.anucleate_profiles->count, 0U);
  EXPECT_EQ(ReportText(Run(300, 2)), ReportText(reference));
  EXPECT_EQ(ReportText(Run(1000, 8)), ReportText(reference));
}

TEST_P(Invariance, WithANetworkBothHoldToo) {
  UseNetwork();
  const SlideReport reference = Run(4096, 1);
  EXPECT_GT(reference.cells.size(), 200U);
  const SlideReport other = Run(300, 8);
  EXPECT_EQ(ReportText(other), ReportText(reference));
  EXPECT_TRUE(SameCells(other.cells, reference.cells));
  regions_ = {{regions_.regions.back()}, {}};
  const SlideReport alone = Run(1000, 2);
  EXPECT_EQ(alone.regions[0].cell_count, reference.regions.back().cell_count);
  EXPECT_EQ(alone.regions[0].positive_cell_count,
            reference.regions.back().positive_cell_count);
}

// Box mean, level 0 as it is, and interpolation.
INSTANTIATE_TEST_SUITE_P(PixelSizes, Invariance,
                         ::testing::Values(0.25, 0.5, 0.34));

}  // namespace
}  // namespace cellquant::core
