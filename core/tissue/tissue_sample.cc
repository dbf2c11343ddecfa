#include "core/tissue/tissue_sample.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <tuple>

#include "core/stain/optical_density.h"
#include "core/tissue/tissue_mask.h"

namespace cellquant::core {
namespace {

DensitySteps StepsOf(const cv::Vec3f& density) {
  DensitySteps steps{};
  for (int c = 0; c < 3; ++c) {
    steps[static_cast<std::size_t>(c)] = static_cast<std::int16_t>(
        std::lround(density[c] / kOpticalDensityStep));
  }
  return steps;
}

// Mixes the bits of a tile's place, so that the sample is spread evenly and
// does not follow rows (SplitMix64's finalizer: Steele, Lea and Flood, OOPSLA
// 2014).
std::uint64_t HashOf(std::int64_t column, std::int64_t row) {
  std::uint64_t z = (static_cast<std::uint64_t>(row) << 32U) ^
                    static_cast<std::uint64_t>(column);
  z += 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

// The share of the overview's pixels under `tile` that are stained.
double TissueShare(const cv::Mat1b& stained, double overview_per_working,
                   const WorkingRect& tile) {
  const auto at = [&](std::int64_t working) {
    return static_cast<int>(
        std::floor(static_cast<double>(working) * overview_per_working));
  };
  const cv::Rect under =
      cv::Rect(cv::Point(at(tile.x), at(tile.y)),
               cv::Point(at(tile.right()), at(tile.bottom()))) &
      cv::Rect(0, 0, stained.cols, stained.rows);
  if (under.empty()) return 0.0;
  return static_cast<double>(cv::countNonZero(stained(under))) / under.area();
}

WorkingRect WorkingBounds(const WorkingGrid& grid, Size slide) {
  return {0, 0,
          static_cast<std::int64_t>(static_cast<double>(slide.width) /
                                    grid.scale_x()),
          static_cast<std::int64_t>(static_cast<double>(slide.height) /
                                    grid.scale_y())};
}

struct Candidate {
  std::uint64_t hash;
  WorkingRect tile;
};

// All squares of the grid with enough tissue in their part of the slide.
std::vector<Candidate> Candidates(const cv::Mat1b& stained,
                                  double overview_per_working,
                                  const WorkingRect& bounds,
                                  const SampleRule& rule) {
  const std::int64_t side = rule.side_px;
  std::vector<Candidate> candidates;
  for (std::int64_t row = 0; row * side < bounds.height; ++row) {
    for (std::int64_t column = 0; column * side < bounds.width; ++column) {
      const WorkingRect tile =
          WorkingRect{column * side, row * side, side, side}.Intersection(
              bounds);
      if (TissueShare(stained, overview_per_working, tile) >=
          rule.least_tissue) {
        candidates.push_back({HashOf(column, row), tile});
      }
    }
  }
  return candidates;
}

// The pixels that count as tissue are those of the outline.
void AddStained(const cv::Mat3b& rgb, const WhitePoint& white,
                std::vector<DensitySteps>& pixels) {
  const cv::Mat1b stained = StainedPixels(rgb, white);
  const OpticalDensityImage density = ToOpticalDensity(rgb, white);
  for (int y = 0; y < rgb.rows; ++y) {
    for (int x = 0; x < rgb.cols; ++x) {
      if (stained(y, x) != 0) pixels.push_back(StepsOf(density.pixels(y, x)));
    }
  }
}

}  // namespace

std::vector<WorkingRect> SampleTiles(const Overview& overview,
                                     const WhitePoint& white,
                                     const WorkingGrid& grid, Size slide,
                                     const SampleRule& rule) {
  std::vector<Candidate> candidates = Candidates(
      StainedPixels(overview.rgb, white), grid.scale_x() / overview.scale,
      WorkingBounds(grid, slide), rule);
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) {
              return std::tie(a.hash, a.tile.y, a.tile.x) <
                     std::tie(b.hash, b.tile.y, b.tile.x);
            });
  candidates.resize(std::min(candidates.size(), rule.most));
  std::vector<WorkingRect> tiles;
  tiles.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    tiles.push_back(candidate.tile);
  }
  std::sort(tiles.begin(), tiles.end(),
            [](const WorkingRect& a, const WorkingRect& b) {
              return std::tie(a.y, a.x) < std::tie(b.y, b.x);
            });
  return tiles;
}

Result<TissueSample> SampleTissue(const TileSource& source,
                                  const WorkingGrid& grid,
                                  const Overview& overview,
                                  const WhitePoint& white) {
  TissueSample sample;
  for (const WorkingRect& tile :
       SampleTiles(overview, white, grid, source.info().size())) {
    CQ_ASSIGN(const cv::Mat3b rgb, grid.Read(source, tile));
    ++sample.tiles;
    AddStained(rgb, white, sample.pixels);
  }
  return sample;
}

}  // namespace cellquant::core
