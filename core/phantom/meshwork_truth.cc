#include "core/phantom/meshwork_truth.h"

#include <fmt/format.h>

#include <cmath>
#include <opencv2/core.hpp>
#include <utility>

#include "core/phantom/grid_outline.h"

namespace cellquant::core {
namespace {

constexpr double kGridUm = 2.0;

// The cells of the grid that lie in one follicle's meshwork.
struct MeshworkGrid {
  std::int64_t left = 0;
  std::int64_t top = 0;
  cv::Mat1b mask;
};

MeshworkGrid GridOf(const PhantomScene& scene, const Follicle& follicle) {
  const PhantomOptions& options = scene.options();
  const double strength = options.stain_strength * options.dab_strength;
  const StarShape& outline = follicle.outline;
  const double reach = outline.largest_radius() + kGridUm;
  const auto index = [](double um) {
    return static_cast<std::int64_t>(std::floor(um / kGridUm));
  };
  MeshworkGrid grid{
      index(outline.center().x - reach), index(outline.center().y - reach), {}};
  const int side = static_cast<int>(std::ceil(2.0 * reach / kGridUm)) + 1;
  grid.mask = cv::Mat1b(side, side, std::uint8_t{0});
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const MicronPoint p{(static_cast<double>(grid.left + x) + 0.5) * kGridUm,
                          (static_cast<double>(grid.top + y) + 0.5) * kGridUm};
      if (outline.Relative(p) >= 1.0) continue;
      const bool here = strength * scene.MeshworkAt(p) >= kMeshworkDensity;
      grid.mask(y, x) = here ? 1 : 0;
    }
  }
  return grid;
}

Ring RingOf(const PhantomScene& scene, const MeshworkGrid& grid,
            const GridRing& corners) {
  std::vector<MicronPoint> outline;
  outline.reserve(corners.size());
  for (const cv::Point& p : corners) {
    outline.push_back({static_cast<double>(grid.left + p.x) * kGridUm,
                       static_cast<double>(grid.top + p.y) * kGridUm});
  }
  return PhantomRing(scene, outline);
}

PhantomRegion RegionOf(const PhantomScene& scene, const MeshworkGrid& grid,
                       const GridComponent& part, std::int64_t index) {
  Polygon polygon{RingOf(scene, grid, part.exterior), {}};
  for (const GridRing& hole : part.holes) {
    polygon.holes.push_back(RingOf(scene, grid, hole));
  }
  return {.id = PhantomRegionId(scene, PhantomFile::kMeshwork, index),
          .name = fmt::format("Meshwork {}", index + 1),
          .classification = "Meshwork",
          .color = {0, 170, 190},
          .shape = {std::move(polygon)},
          .area_mm2 = part.cells * kGridUm * kGridUm / 1e6};
}

}  // namespace

std::vector<PhantomRegion> MeshworkOf(const PhantomScene& scene) {
  std::vector<PhantomRegion> regions;
  if (scene.options().marker != PhantomMarker::kCd23) return regions;
  for (const Follicle& follicle : scene.follicles()) {
    MeshworkGrid grid = GridOf(scene, follicle);
    for (const GridComponent& part : GridOutlines(grid.mask)) {
      if (part.cells * kGridUm * kGridUm < kLeastMeshworkUm2) continue;
      regions.push_back(RegionOf(scene, grid, part,
                                 static_cast<std::int64_t>(regions.size())));
    }
  }
  return regions;
}

}  // namespace cellquant::core
