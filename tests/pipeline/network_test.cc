// The whole measurement with a network: on drawn slides larger than a block,
// so that seams run through nuclei.
#include <gtest/gtest.h>

#include <fstream>

#include "core/base/file.h"
#include "core/formats/report_json.h"
#include "core/pipeline/analyze_slide.h"
#include "tests/testing/ascii_slide.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/toy_network.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiRectangle;
using ::cellquant::testing::AsciiSlide;

constexpr int kColumns = 36;
constexpr int kRows = 24;

// 720 x 480 px, with a cell in every second character, so that some lie on
// every seam.
std::vector<std::string> CrowdedNode() {
  std::vector<std::string> rows;
  for (int y = 0; y < kRows; ++y) {
    std::string row(kColumns, '.');
    for (int x = y % 2; x < kColumns; x += 2) {
      const int kind = (x * 7 + y * 5) % 10;
      row[static_cast<std::size_t>(x)] = kind < 2 ? 'd' : kind < 5 ? 'r' : 'h';
    }
    rows.push_back(row);
  }
  return rows;
}

std::uint32_t Drawn(const std::vector<std::string>& rows, const char* kinds) {
  std::uint32_t count = 0;
  for (const std::string& row : rows) {
    for (const char c : row) {
      count += std::string_view(kinds).find(c) != std::string_view::npos;
    }
  }
  return count;
}

RegionSet Regions(std::vector<MultiPolygon> shapes) {
  RegionSet set;
  for (MultiPolygon& shape : shapes) {
    set.regions.push_back({"r" + std::to_string(set.regions.size() + 1), "", "",
                           Normalized(std::move(shape))});
  }
  return set;
}

Protocol Marker(Compartment compartment) {
  Protocol protocol;
  protocol.positivity.compartment = compartment;
  protocol.positivity.decided_by = DecidedBy::kNetworkClass;
  return protocol;
}

class WithNetwork : public ::testing::Test {
 protected:
  // A network with blocks of that side; blocks own less than half of it.
  std::shared_ptr<const NetworkModel> Toy(std::int64_t side = 320) {
    const auto file = dir_.path() / "toy.onnx";
    std::ofstream(file, std::ios::binary)
        << ::cellquant::testing::ToyNetworkOnnx({.input = {1, 3, side, side}});
    return NetworkModel::Load(file).value();
  }

  SlideReport Run(const Protocol& protocol, AnalysisOptions options = {}) {
    if (!options.network) options.network = Toy();
    options.stains = ::cellquant::testing::AsDrawn(protocol.stains);
    auto report = AnalyzeSlide(slide_, regions_, protocol, options);
    EXPECT_TRUE(report) << report.error().message;
    return *std::move(report);
  }

  ::cellquant::testing::TempDir dir_;
  const std::vector<std::string> rows_ = CrowdedNode();
  const AsciiSlide slide_{rows_};
  RegionSet regions_ = Regions({AsciiRectangle(0, 0, kColumns, kRows)});
};

TEST_F(WithNetwork, EveryCellIsCountedOnceAlsoAtSeams) {
  const SlideReport report = Run(Marker(Compartment::kNucleus));
  EXPECT_EQ(report.regions[0].cell_count, Drawn(rows_, "hdr"));
}

TEST_F(WithNetwork, TheProtocolsCompartmentChoosesTheClass) {
  EXPECT_EQ(Run(Marker(Compartment::kNucleus)).regions[0].positive_cell_count,
            Drawn(rows_, "d"));
  EXPECT_EQ(Run(Marker(Compartment::kCytoplasm)).regions[0].positive_cell_count,
            Drawn(rows_, "r"));
}

TEST_F(WithNetwork, TheReportSaysWhatFoundAndWhatDecided) {
  Protocol protocol = Marker(Compartment::kNucleus);
  const SlideReport by_class = Run(protocol);
  EXPECT_EQ(by_class.detector.name, "network");
  EXPECT_EQ(by_class.detector.model, "toy.onnx");
  EXPECT_EQ(by_class.positivity_decided_by, DecidedBy::kNetworkClass);
  for (const CountedCell& counted : by_class.cells) {
    ASSERT_TRUE(counted.cell.class_share);
    EXPECT_EQ(counted.cell.classification == CellClass::kPositive,
              *counted.cell.class_share >= 0.5);
  }

  protocol.positivity.decided_by = DecidedBy::kOpticalDensity;
  const SlideReport by_density = Run(protocol);
  EXPECT_EQ(by_density.positivity_decided_by, DecidedBy::kOpticalDensity);
  for (const CountedCell& counted : by_density.cells) {
    ASSERT_TRUE(counted.cell.class_share);  // said, though not asked
    EXPECT_EQ(counted.cell.classification == CellClass::kPositive,
              counted.cell.measured.dab_nucleus >= OpticalDensity(0.2));
  }
}

TEST_F(WithNetwork, WithoutOneTheDensityDecidesWhateverTheProtocolWishes) {
  const auto report =
      AnalyzeSlide(slide_, regions_, Marker(Compartment::kNucleus));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->detector.name, "classical");
  EXPECT_EQ(report->positivity_decided_by, DecidedBy::kOpticalDensity);
  EXPECT_FALSE(report->cells[0].cell.class_share);
}

TEST_F(WithNetwork, NeitherTileSizeNorThreadsChangeAByte) {
  const Protocol protocol = Marker(Compartment::kCytoplasm);
  AnalysisOptions options;
  options.network = Toy();
  options.threads = 1;
  const SlideReport reference = Run(protocol, options);
  for (const std::int64_t tile_px : {64, 500, 2048}) {
    for (const int threads : {1, 2, 8}) {
      options.tile_px = tile_px;
      options.threads = threads;
      EXPECT_EQ(ReportText(Run(protocol, options)), ReportText(reference))
          << tile_px << " px, " << threads << " threads";
    }
  }
}

bool SameCells(const std::vector<CountedCell>& a,
               const std::vector<CountedCell>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const CountedCell& p, const CountedCell& q) {
                      return p.cell.centroid == q.cell.centroid &&
                             p.cell.nucleus_area == q.cell.nucleus_area &&
                             p.cell.measured == q.cell.measured &&
                             p.cell.cell_probability ==
                                 q.cell.cell_probability &&
                             p.cell.class_share == q.cell.class_share;
                    });
}

// Stronger than the promise: the seams lie elsewhere, and so do all sums.
TEST_F(WithNetwork, BlocksOfAnotherSizeFindTheSameCells) {
  const Protocol protocol = Marker(Compartment::kCytoplasm);
  const SlideReport reference = Run(protocol);
  for (const std::int64_t side : {256, 472, 1024}) {
    AnalysisOptions options;
    options.network = Toy(side);
    EXPECT_TRUE(SameCells(Run(protocol, options).cells, reference.cells))
        << side;
  }
}

TEST_F(WithNetwork, ThePartsOfAPartitionAddUpAloneAndTogether) {
  const Protocol protocol = Marker(Compartment::kNucleus);
  const SlideReport whole = Run(protocol);
  const std::vector<MultiPolygon> parts = {AsciiRectangle(0, 0, 13, kRows),
                                           AsciiRectangle(13, 0, 23, 7),
                                           AsciiRectangle(13, 7, 23, 17)};
  regions_ = Regions(parts);
  const SlideReport together = Run(protocol);
  EXPECT_TRUE(SameCells(together.cells, whole.cells));
  std::uint32_t cells = 0;
  std::uint32_t positives = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    regions_ = Regions({parts[i]});
    const SlideReport alone = Run(protocol);
    EXPECT_EQ(alone.regions[0].cell_count, together.regions[i].cell_count);
    cells += alone.regions[0].cell_count;
    positives += alone.regions[0].positive_cell_count;
  }
  EXPECT_EQ(cells, whole.regions[0].cell_count);
  EXPECT_EQ(positives, whole.regions[0].positive_cell_count);
}

TEST_F(WithNetwork, TheModelAndItsParametersAreInTheDigest) {
  Protocol protocol = Marker(Compartment::kNucleus);
  const std::string digest = Run(protocol).digest;
  AnalysisOptions options;
  options.network = Toy(472);
  EXPECT_NE(Run(protocol, options).digest, digest);
  protocol.network_detection.cell_probability = 0.31;
  EXPECT_NE(Run(protocol).digest, digest);
}

TEST_F(WithNetwork, DebugDirShowsTheHeat) {
  AnalysisOptions options;
  options.debug_dir = dir_.path() / "stages";
  Run(Marker(Compartment::kNucleus), options);
  EXPECT_TRUE(std::filesystem::exists(options.debug_dir / "4-heat.png"));
  EXPECT_TRUE(std::filesystem::exists(options.debug_dir / "5-nuclei.png"));
}

}  // namespace
}  // namespace cellquant::core
