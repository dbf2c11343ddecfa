#include "core/slide/overview.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

namespace cellquant::core {
namespace {

// Width of a strip read at once: bounds memory on slides without a pyramid.
constexpr std::int64_t kMaxReadPixels = 16'000'000;

// The coarsest level not coarser than `downsample`.
int CoarsestLevel(const SlideInfo& info, double downsample) {
  int best = 0;
  for (std::size_t i = 1; i < info.levels.size(); ++i) {
    if (info.levels[i].downsample <= downsample * 1.001 &&
        info.levels[i].downsample > info.levels[best].downsample) {
      best = static_cast<int>(i);
    }
  }
  return best;
}

// Means of blocks of `factor` x `factor` pixels; blocks at the right and lower
// edge average the pixels they have.
void ReduceInto(const cv::Mat3b& in, int factor, cv::Mat3b out) {
  for (int y = 0; y < out.rows; ++y) {
    for (int x = 0; x < out.cols; ++x) {
      const cv::Rect block(x * factor, y * factor,
                           std::min(factor, in.cols - x * factor),
                           std::min(factor, in.rows - y * factor));
      cv::Vec3i sum(0, 0, 0);
      for (int j = block.y; j < block.y + block.height; ++j) {
        for (int i = block.x; i < block.x + block.width; ++i) {
          sum += cv::Vec3i(in(j, i));
        }
      }
      const int count = block.area();
      for (int c = 0; c < 3; ++c) {
        out(y, x)[c] =
            static_cast<unsigned char>((2 * sum[c] + count) / (2 * count));
      }
    }
  }
}

std::int64_t CeilDiv(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

}  // namespace

Result<Overview> ReadOverview(const TileSource& source, MicronsPerPixel level0,
                              Micrometers target) {
  const SlideInfo& info = source.info();
  const double wanted = std::max(1.0, target.value() / level0.x);
  const int level = CoarsestLevel(info, wanted);
  const PyramidLevel& from = info.levels[static_cast<std::size_t>(level)];
  const auto factor = static_cast<std::int64_t>(
      std::max(1.0, std::floor(wanted / from.downsample + 1e-6)));

  const std::int64_t width = CeilDiv(from.size.width, factor);
  const std::int64_t height = CeilDiv(from.size.height, factor);
  cv::Mat3b rgb(static_cast<int>(height), static_cast<int>(width));
  const std::int64_t rows =
      std::max<std::int64_t>(1, kMaxReadPixels / (from.size.width * factor));
  for (std::int64_t row = 0; row < height; row += rows) {
    const std::int64_t top = row * factor;
    const std::int64_t bottom =
        std::min(from.size.height, (row + rows) * factor);
    CQ_ASSIGN(const cv::Mat3b strip,
              source.Read(level, {0, top, from.size.width, bottom - top}));
    ReduceInto(strip, static_cast<int>(factor),
               rgb.rowRange(static_cast<int>(row),
                            static_cast<int>(std::min(height, row + rows))));
  }
  const double scale = from.downsample * static_cast<double>(factor);
  return Overview{rgb, scale, {level0.x * scale, level0.y * scale}};
}

}  // namespace cellquant::core
