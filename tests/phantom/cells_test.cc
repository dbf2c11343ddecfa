#include "core/phantom/cells.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/geometry/membership.h"
#include "core/phantom/marker_pattern.h"
#include "core/phantom/regions_geojson.h"

namespace cellquant::core {
namespace {

MicronBox WholeOf(const PhantomScene& scene) {
  return {0.0, 0.0, scene.width_um(), scene.height_um()};
}

std::vector<std::pair<double, double>> SortedCenters(
    const std::vector<PhantomCell>& cells) {
  std::vector<std::pair<double, double>> centers;
  for (const PhantomCell& cell : cells) {
    centers.emplace_back(cell.nucleus.y, cell.nucleus.x);
  }
  std::sort(centers.begin(), centers.end());
  return centers;
}

std::int64_t PositiveCount(const PhantomScene& scene) {
  const auto cells = CellsIn(scene, WholeOf(scene));
  return std::count_if(cells.begin(), cells.end(), [&](const auto& cell) {
    return StainOf(scene.options(), cell).classification ==
           CellClass::kPositive;
  });
}

TEST(CellsIn, OfAPartitionAddUpToTheWhole) {
  const PhantomScene scene({.size_px = {2400, 2000}, .seed = 4});
  std::vector<PhantomCell> parts;
  for (double y = 0.0; y < scene.height_um(); y += 83.0) {
    for (double x = 0.0; x < scene.width_um(); x += 61.0) {
      const MicronBox box{x, y, std::min(x + 61.0, scene.width_um()),
                          std::min(y + 83.0, scene.height_um())};
      const auto part = CellsIn(scene, box);
      parts.insert(parts.end(), part.begin(), part.end());
    }
  }
  EXPECT_EQ(SortedCenters(parts),
            SortedCenters(CellsIn(scene, WholeOf(scene))));
}

TEST(CellsIn, KeepsNucleiApart) {
  const PhantomScene scene({.size_px = {2400, 2000}, .seed = 4});
  const auto cells = CellsIn(scene, WholeOf(scene));
  std::size_t near = 0;
  for (std::size_t a = 0; a < cells.size(); ++a) {
    for (std::size_t b = a + 1; b < cells.size(); ++b) {
      const double d = std::hypot(cells[a].nucleus.x - cells[b].nucleus.x,
                                  cells[a].nucleus.y - cells[b].nucleus.y);
      EXPECT_GT(d, 2.5);
      if (d < 5.0) ++near;
    }
  }
  // Spindle nuclei may lie side by side; round ones may not.
  EXPECT_LT(near, cells.size() / 50);
}

TEST(CellsIn, AreAsDenseAsALymphNode) {
  const PhantomScene scene({.size_px = {8000, 6000}, .seed = 1});
  const auto node = RegionsOf(scene).front().shape;
  const double area = Area(node, {0.25, 0.25}).value();
  const auto cells = CellsIn(scene, WholeOf(scene));
  const double density = static_cast<double>(cells.size()) / area;
  EXPECT_GT(density, 6000.0);
  EXPECT_LT(density, 9500.0);
}

TEST(CellsIn, HoldPlasmaCellsInTheMedullaBeforeTherapyAndNoneAfter) {
  PhantomOptions options{.size_px = {8000, 6000}, .seed = 1};
  const PhantomScene before(options);
  const auto medulla = RegionsOf(before)[2].shape;
  const Membership inside(medulla);
  std::int64_t count = 0;
  for (const PhantomCell& cell : CellsIn(before, WholeOf(before))) {
    const Level0Point p{cell.nucleus.x / 0.25, cell.nucleus.y / 0.25};
    if (cell.type == CellType::kPlasmaCell && inside.Contains(p)) ++count;
  }
  const double density =
      static_cast<double>(count) / Area(medulla, {0.25, 0.25}).value();
  EXPECT_GT(density, 150.0);
  EXPECT_LT(density, 400.0);
  EXPECT_GT(PositiveCount(before), 0);
  options.preset = PhantomPreset::kAfter;
  EXPECT_EQ(PositiveCount(PhantomScene(options)), 0);
}

TEST(Macrophages, AreAboutAsManyBeforeAsAfter) {
  PhantomOptions options{
      .marker = PhantomMarker::kCd68, .size_px = {8000, 6000}, .seed = 1};
  const auto before = static_cast<double>(PositiveCount(PhantomScene(options)));
  options.preset = PhantomPreset::kAfter;
  const auto after = static_cast<double>(PositiveCount(PhantomScene(options)));
  EXPECT_NEAR(after / before, 1.0, 0.2);
}

TEST(Proliferation, FallsAfterTherapy) {
  PhantomOptions options{
      .marker = PhantomMarker::kKi67, .size_px = {4000, 3000}, .seed = 1};
  const auto before = PositiveCount(PhantomScene(options));
  options.preset = PhantomPreset::kAfter;
  EXPECT_LT(3 * PositiveCount(PhantomScene(options)), before);
}

}  // namespace
}  // namespace cellquant::core
