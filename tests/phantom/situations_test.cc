#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <numbers>
#include <opencv2/core.hpp>
#include <string>

#include "core/base/file.h"
#include "core/phantom/marker_pattern.h"
#include "core/phantom/phantom.h"
#include "core/phantom/population.h"
#include "core/phantom/truth.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

constexpr MicronBox kWhole{0.0, 0.0, 1000.0, 750.0};

PhantomOptions OptionsOf(PhantomMarker marker) {
  return {.marker = marker, .size_px = {2000, 1500}, .seed = 6, .mpp = 0.5};
}

PhantomOptions Sheet(PhantomMarker marker) {
  PhantomOptions options = OptionsOf(marker);
  options.pattern = PhantomPattern::kSheet;
  return options;
}

bool IsPositive(const PhantomScene& scene, const PhantomCell& cell) {
  return StainOf(scene.options(), cell).classification == CellClass::kPositive;
}

TEST(Sheet, HasTwelveToFifteenThousandCellsPerMm2OfWhichAFifthAreTCells) {
  const PhantomScene scene(Sheet(PhantomMarker::kCd20));
  const PhantomScene t_cells(Sheet(PhantomMarker::kCd3));
  double cells = 0.0;
  double positive = 0.0;
  double either = 0.0;
  for (const PhantomCell& cell : CellsIn(scene, kWhole)) {
    if (!IsInSheet(scene.options(), cell.zone)) continue;
    ++cells;
    if (IsPositive(scene, cell)) ++positive;
    if (IsPositive(scene, cell) || IsPositive(t_cells, cell)) ++either;
    EXPECT_FALSE(IsPositive(scene, cell) && IsPositive(t_cells, cell));
  }
  double mm2 = 0.0;
  for (double y = 1.0; y < 750.0; y += 2.0) {
    for (double x = 1.0; x < 1000.0; x += 2.0) {
      if (IsInSheet(scene.options(), scene.ZoneAt({x, y}))) mm2 += 4e-6;
    }
  }
  RecordProperty("cells_per_mm2", std::to_string(cells / mm2));
  EXPECT_GT(cells / mm2, 12000.0);
  EXPECT_LT(cells / mm2, 15000.0);
  EXPECT_NEAR(positive / cells, 0.8, 0.03);
  EXPECT_GT(either / cells, 0.97);
}

TEST(WideCells, HaveTheirMembraneOneAndAHalfToFourMicrometersOut) {
  PhantomOptions options = Sheet(PhantomMarker::kCd20);
  options.wide_cells = true;
  options.noise_sd = 0.0;
  const PhantomScene scene(options);
  const cv::Mat1f dab =
      SeparateStains(
          ToOpticalDensity(Render(scene, {0, 0, 2000, 1500}), kPhantomWhite),
          {})
          .dab;
  double at_edge = 0.0;
  double at_body = 0.0;
  for (const PhantomCell& cell : CellsIn(scene, kWhole)) {
    if (!IsPositive(scene, cell)) continue;
    const double beyond = cell.body_minor_um - cell.nucleus_minor_um;
    EXPECT_GE(beyond, 1.5);
    EXPECT_LE(beyond, 4.0);
    const auto along_minor = [&](double um) {
      const int x =
          static_cast<int>((cell.nucleus.x - um * cell.sine) / options.mpp);
      const int y =
          static_cast<int>((cell.nucleus.y + um * cell.cosine) / options.mpp);
      const bool inside = x >= 0 && y >= 0 && x < dab.cols && y < dab.rows;
      return inside ? dab(y, x) : 0.0F;
    };
    at_edge += along_minor(cell.nucleus_minor_um + 0.25);
    at_body += along_minor(cell.body_minor_um);
  }
  EXPECT_GT(at_body, 1.5 * at_edge);
}

std::map<std::string, int> TruthRows(const PhantomScene& scene,
                                     CellCounts& counts) {
  const auto path = std::filesystem::path(testing::TempDir()) / "profiles.csv";
  counts = WriteTruth(scene, path).value();
  const std::string text = ReadFile(path, 1 << 24).value();
  std::filesystem::remove(path);
  std::map<std::string, int> rows;
  std::size_t begin = text.find('\n') + 1;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    const std::size_t second = line.find(',', line.find(',') + 1);
    const std::size_t fourth = line.find(',', line.find(',', second + 1) + 1);
    ++rows[line.substr(second + 1, fourth - second - 1)];
    begin = end + 1;
  }
  return rows;
}

TEST(AnucleateProfiles, AreInTheTruthButAreNoCells) {
  PhantomOptions options = OptionsOf(PhantomMarker::kCd68);
  options.anucleate_profiles = true;
  const PhantomScene scene(options);
  CellCounts counts;
  const auto rows = TruthRows(scene, counts);
  const int profiles = rows.at("none,anucleate_profile");
  EXPECT_GT(profiles, 15);
  EXPECT_EQ(rows.count("positive,anucleate_profile"), 0U);
  int all = 0;
  for (const auto& [kind, count] : rows) all += count;
  EXPECT_EQ(counts.all, all - profiles);
  EXPECT_EQ(counts.positive, rows.at("positive,macrophage"));
}

TEST(AnucleateProfiles, Are25To150Um2OfBrownWithoutANucleus) {
  PhantomOptions options = OptionsOf(PhantomMarker::kCd68);
  options.anucleate_profiles = true;
  options.noise_sd = 0.0;
  const PhantomScene scene(options);
  const StainPlanes planes = SeparateStains(
      ToOpticalDensity(Render(scene, {0, 0, 2000, 1500}), kPhantomWhite), {});
  double brown = 0.0;
  double blue = 0.0;
  int count = 0;
  for (const PhantomCell& cell : CellsIn(scene, kWhole)) {
    if (cell.type != CellType::kAnucleateProfile) continue;
    const double area =
        std::numbers::pi * cell.body_major_um * cell.body_minor_um;
    EXPECT_GE(area, 25.0 - 1e-9);
    EXPECT_LE(area, 150.0 + 1e-9);
    const int x = static_cast<int>(cell.body.x / options.mpp);
    const int y = static_cast<int>(cell.body.y / options.mpp);
    brown += planes.dab(y, x);
    blue += planes.hematoxylin(y, x);
    ++count;
  }
  EXPECT_GT(brown / count, 0.3);
  EXPECT_LT(blue / count, 0.12);
}

TEST(AnucleateProfiles, AreRefusedForOtherMarkers) {
  PhantomOptions options = OptionsOf(PhantomMarker::kCd20);
  options.anucleate_profiles = true;
  EXPECT_EQ(Validate(options).error().reason, ErrorReason::kInvalidArgument);
}

TEST(Situations, RenderOverlappingRectanglesAlike) {
  PhantomOptions options = Sheet(PhantomMarker::kCd68);
  options.wide_cells = true;
  options.anucleate_profiles = true;
  const PhantomScene scene(options);
  const PhantomRenderer renderer(scene);
  const cv::Mat3b whole = renderer.Render({400, 300, 900, 700});
  for (int x = 400; x < 1300; x += 131) {
    const int width = std::min(131, 1300 - x);
    const cv::Mat3b part = renderer.Render({x, 517, width, 77});
    EXPECT_EQ(
        cv::norm(part, whole(cv::Rect(x - 400, 217, width, 77)), cv::NORM_INF),
        0.0);
  }
}

}  // namespace
}  // namespace cellquant::core
