#include "core/tissue/quality_reference.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

#include "core/stain/optical_density.h"
#include "core/tissue/block_map.h"
#include "core/tissue/tissue_sample.h"

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 11.
constexpr SampleRule kSquares{
    .side_px = 256, .most = 64, .least_tissue = 1.0 / 8.0};

struct Sample {
  std::vector<double> sharpness;
  std::vector<double> relative_sharpness;
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
      if (const auto relative =
              SharpnessOf(structure.fine(y, x), structure.coarse(y, x))) {
        sample.relative_sharpness.push_back(*relative);
      }
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
    // Whole again where the slide's edge cuts it: blocks are whole.
    const WorkingRect square{tile.x, tile.y, kSquares.side_px,
                             kSquares.side_px};
    CQ_CHECK(AddTile(source, grid, white, square, inside, sample));
  }
  return sample;
}

}  // namespace

Result<QualityReference> EstimateQualityReference(
    const TileSource& source, const WorkingGrid& grid, const Overview& overview,
    const Calibration& calibration) {
  const Size size = source.info().size();
  const WorkingRect whole = grid.Covering({0, 0, size.width, size.height});
  const WorkingRect inside = whole.Inflated(-kQualityMarginPx);
  const WhitePoint& white = calibration.white_point;
  const auto tiles = SampleTiles(overview, white, grid, size, kSquares);
  Sample sample;
  if (!inside.empty()) {
    CQ_ASSIGN(sample, SampleOf(source, grid, white, tiles, inside));
  }
  if (sample.red.empty()) {
    CQ_ASSIGN(sample, SampleOf(source, grid, white, tiles, whole));
  }
  QualityReference reference{Quantile(std::move(sample.sharpness), 5),
                             Quantile(std::move(sample.red), 8)};
  if (!sample.relative_sharpness.empty()) {
    reference.relative_sharpness =
        Quantile(std::move(sample.relative_sharpness), 5);
  }
  return reference;
}

}  // namespace cellquant::core
