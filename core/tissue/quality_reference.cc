#include "core/tissue/quality_reference.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <tuple>

#include "core/stain/optical_density.h"
#include "core/tissue/block_map.h"

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 11.
constexpr std::int64_t kTilePx = 256;
constexpr std::size_t kMostTiles = 64;
constexpr double kLeastTissueShare = 1.0 / 8.0;
constexpr float kTissueDensity = 0.12F;  // as in section 3

// Mixes the bits of a tile's place (splitmix64: Steele, Lea and Flood, OOPSLA
// 2014).
std::uint64_t HashOf(const WorkingRect& tile) {
  std::uint64_t h = static_cast<std::uint64_t>(tile.y) << 32U;
  h ^= static_cast<std::uint64_t>(tile.x);
  h += 0x9E3779B97F4A7C15U;
  h = (h ^ (h >> 30U)) * 0xBF58476D1CE4E5B9U;
  h = (h ^ (h >> 27U)) * 0x94D049BB133111EBU;
  return h ^ (h >> 31U);
}

// The share of tissue among the overview's pixels in each tile, by row.
cv::Mat1d TissueShares(const Overview& overview, const WhitePoint& white,
                       const WorkingGrid& grid, cv::Size tiles) {
  cv::Mat1d tissue(tiles, 0.0);
  cv::Mat1d all(tiles, 0.0);
  for (int y = 0; y < overview.rgb.rows; ++y) {
    const OpticalDensityImage density =
        ToOpticalDensity(overview.rgb.row(y), white);
    const double side = static_cast<double>(kTilePx);
    const int row =
        static_cast<int>((y + 0.5) * overview.scale / grid.scale_y() / side);
    for (int x = 0; x < overview.rgb.cols; ++x) {
      const int column =
          static_cast<int>((x + 0.5) * overview.scale / grid.scale_x() / side);
      if (row >= tiles.height || column >= tiles.width) continue;
      const cv::Vec3f& od = density.pixels(0, x);
      all(row, column) += 1.0;
      if (od[0] + od[1] + od[2] > kTissueDensity) tissue(row, column) += 1.0;
    }
  }
  return tissue / cv::max(all, 1.0);
}

struct Sample {
  std::vector<double> sharpness;
  std::vector<int> red;
};

// Adds the tissue's blocks of one tile; `inside` is the part of the slide
// whose windows hold no white from beyond the edge.
Result<void> AddTile(const TileSource& source, const WorkingGrid& grid,
                     const WhitePoint& white, const WorkingRect& tile,
                     const WorkingRect& inside, Sample& sample) {
  CQ_ASSIGN(const cv::Mat3b rgb,
            grid.Read(source, tile.Inflated(kQualityMarginPx)));
  const OpticalDensityImage density = ToOpticalDensity(rgb, white);
  const BlockDensity sums = SumDensity(density);
  const cv::Mat1b ink = FlagColors(density, sums) & kInkFlag;
  const cv::Mat1b tissue = TissueWindows(sums);
  const RedWindows red = MeasureRed(sums);
  const Structure structure = MeasureStructure(rgb);
  const WorkingRect part = tile.Intersection(inside);
  const auto block = [](std::int64_t px, std::int64_t origin) {
    return static_cast<int>((px - origin + kQualityMarginPx) / kBlockPx);
  };
  for (int y = block(part.y, tile.y); y < block(part.bottom(), tile.y); ++y) {
    for (int x = block(part.x, tile.x); x < block(part.right(), tile.x); ++x) {
      if (tissue(y, x) == 0 || ink(y, x) != 0) continue;
      sample.sharpness.push_back(structure.fine(y, x));
      sample.red.push_back(red.sum(y, x));
    }
  }
  return {};
}

// The value that `tenths` tenths of all are below.
template <class T>
T Quantile(std::vector<T> values, std::size_t tenths) {
  if (values.empty()) return T{};
  const auto place =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() * tenths / 10);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

Result<Sample> SampleOf(const TileSource& source, const WorkingGrid& grid,
                        const WhitePoint& white,
                        const std::vector<WorkingRect>& tiles,
                        const WorkingRect& inside) {
  Sample sample;
  for (const WorkingRect& tile : tiles) {
    CQ_CHECK(AddTile(source, grid, white, tile, inside, sample));
  }
  return sample;
}

}  // namespace

std::vector<WorkingRect> SampleTiles(const Overview& overview,
                                     const Calibration& calibration,
                                     const WorkingGrid& grid, Size slide) {
  const WorkingRect whole = grid.Covering({0, 0, slide.width, slide.height});
  const auto count = [](std::int64_t px) {
    return static_cast<int>((px + kTilePx - 1) / kTilePx);
  };
  const cv::Mat1d shares =
      TissueShares(overview, calibration.white_point, grid,
                   cv::Size(count(whole.width), count(whole.height)));
  std::vector<WorkingRect> tiles;
  for (int y = 0; y < shares.rows; ++y) {
    for (int x = 0; x < shares.cols; ++x) {
      if (shares(y, x) < kLeastTissueShare) continue;
      tiles.push_back({x * kTilePx, y * kTilePx, kTilePx, kTilePx});
    }
  }
  std::sort(tiles.begin(), tiles.end(),
            [](const WorkingRect& a, const WorkingRect& b) {
              return std::make_tuple(HashOf(a), a.y, a.x) <
                     std::make_tuple(HashOf(b), b.y, b.x);
            });
  if (tiles.size() > kMostTiles) tiles.resize(kMostTiles);
  return tiles;
}

Result<QualityReference> EstimateQualityReference(
    const TileSource& source, const WorkingGrid& grid, const Overview& overview,
    const Calibration& calibration) {
  const Size size = source.info().size();
  const WorkingRect whole = grid.Covering({0, 0, size.width, size.height});
  const WorkingRect inside = whole.Inflated(-kQualityMarginPx);
  const WhitePoint& white = calibration.white_point;
  const auto tiles = SampleTiles(overview, calibration, grid, size);
  Sample sample;
  if (!inside.empty()) {
    CQ_ASSIGN(sample, SampleOf(source, grid, white, tiles, inside));
  }
  if (sample.red.empty()) {
    CQ_ASSIGN(sample, SampleOf(source, grid, white, tiles, whole));
  }
  return QualityReference{Quantile(std::move(sample.sharpness), 5),
                          Quantile(std::move(sample.red), 8)};
}

}  // namespace cellquant::core
