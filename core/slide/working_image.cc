#include "core/slide/working_image.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 1.
constexpr double kTargetMpp = 0.5;
constexpr double kInterpolatedMpp = 0.46;
constexpr double kFinestWorkingMpp = 0.40;
constexpr double kCoarsestWorkingMpp = 0.62;
constexpr double kCoarsestLevel0Mpp = 1.0;
constexpr double kMostAnisotropy = 0.01;
constexpr double kMostRatio = 2.0;              // of the axes
constexpr double kFinestInterpolatedMpp = 0.2;  // finer would need a low-pass

// Rounds half up: whole numbers in, whole numbers out.
unsigned char Mean(int sum, int count) {
  return static_cast<unsigned char>((2 * sum + count) / (2 * count));
}

cv::Mat3b BoxMean(const cv::Mat3b& level0, int factor) {
  if (factor == 1) return level0;
  cv::Mat3b out(level0.rows / factor, level0.cols / factor);
  std::vector<cv::Vec3i> sums(static_cast<std::size_t>(out.cols));
  for (int y = 0; y < out.rows; ++y) {
    std::fill(sums.begin(), sums.end(), cv::Vec3i(0, 0, 0));
    for (int dy = 0; dy < factor; ++dy) {
      const cv::Vec3b* in = level0[y * factor + dy];
      for (int x = 0; x < out.cols * factor; ++x) {
        sums[static_cast<std::size_t>(x / factor)] += cv::Vec3i(in[x]);
      }
    }
    for (int x = 0; x < out.cols; ++x) {
      const cv::Vec3i& sum = sums[static_cast<std::size_t>(x)];
      for (int c = 0; c < 3; ++c) out(y, x)[c] = Mean(sum[c], factor * factor);
    }
  }
  return out;
}

// The two level-0 pixels whose centers lie round a working pixel's center, and
// the share of the second in 1/256. Computed from the global index, so it does
// not depend on the tile.
struct Tap {
  std::int64_t first = 0;
  int share = 0;
};

Tap TapOf(std::int64_t working, double scale) {
  const double center = (static_cast<double>(working) + 0.5) * scale - 0.5;
  const double first = std::floor(center);
  return {static_cast<std::int64_t>(first),
          static_cast<int>(std::lround((center - first) * 256.0))};
}

std::vector<Tap> Taps(std::int64_t begin, std::int64_t count, double scale) {
  std::vector<Tap> taps;
  for (std::int64_t i = 0; i < count; ++i) {
    taps.push_back(TapOf(begin + i, scale));
  }
  return taps;
}

cv::Vec3b Interpolate(const cv::Mat3b& image, int x, int y, int share_x,
                      int share_y) {
  cv::Vec3b out;
  for (int c = 0; c < 3; ++c) {
    const int top =
        image(y, x)[c] * (256 - share_x) + image(y, x + 1)[c] * share_x;
    const int bottom =
        image(y + 1, x)[c] * (256 - share_x) + image(y + 1, x + 1)[c] * share_x;
    const int value = top * (256 - share_y) + bottom * share_y;
    out[c] = static_cast<unsigned char>((value + (1 << 15)) >> 16);
  }
  return out;
}

Result<cv::Mat3b> ReadBilinear(const TileSource& source,
                               const WorkingRect& rect, double scale_x,
                               double scale_y) {
  const std::vector<Tap> xs = Taps(rect.x, rect.width, scale_x);
  const std::vector<Tap> ys = Taps(rect.y, rect.height, scale_y);
  const LevelRect needed{xs.front().first, ys.front().first,
                         xs.back().first + 2 - xs.front().first,
                         ys.back().first + 2 - ys.front().first};
  CQ_ASSIGN(const cv::Mat3b level0, source.Read(0, needed));
  cv::Mat3b out(static_cast<int>(rect.height), static_cast<int>(rect.width));
  for (int y = 0; y < out.rows; ++y) {
    const Tap& row = ys[static_cast<std::size_t>(y)];
    for (int x = 0; x < out.cols; ++x) {
      const Tap& column = xs[static_cast<std::size_t>(x)];
      out(y, x) = Interpolate(level0, static_cast<int>(column.first - needed.x),
                              static_cast<int>(row.first - needed.y),
                              column.share, row.share);
    }
  }
  return out;
}

// The whole number of pixels whose mean is a working pixel; 0 if none fits.
int BoxFactor(MicronsPerPixel mpp) {
  if (std::abs(mpp.x / mpp.y - 1.0) > kMostAnisotropy) return 0;
  // Between two, the finer image.
  const double factor = std::max(1.0, std::ceil(kTargetMpp / mpp.x - 0.5));
  const auto fits = [&](double um) {
    return um * factor >= kFinestWorkingMpp &&
           um * factor <= kCoarsestWorkingMpp;
  };
  return fits(mpp.x) && fits(mpp.y) ? static_cast<int>(factor) : 0;
}

}  // namespace

Result<WorkingGrid> WorkingGrid::Make(MicronsPerPixel mpp) {
  if (!(std::min(mpp.x, mpp.y) >= 0.05) ||
      !(std::max(mpp.x, mpp.y) <= kCoarsestLevel0Mpp)) {
    return Fail(ErrorReason::kPixelSizeOutOfRange,
                fmt::format("nuclei cannot be told apart in pixels of {} x {} "
                            "um; 0.05 to {} um are accepted",
                            mpp.x, mpp.y, kCoarsestLevel0Mpp));
  }
  const double ratio = std::max(mpp.x / mpp.y, mpp.y / mpp.x);
  if (ratio > kMostRatio || (ratio > 1.0 + kMostAnisotropy &&
                             std::min(mpp.x, mpp.y) < kFinestInterpolatedMpp)) {
    return Fail(ErrorReason::kPixelSizeOutOfRange,
                fmt::format("pixels of {} x {} um are not square enough: 1:{} "
                            "is the limit, and 1 % below {} um",
                            mpp.x, mpp.y, kMostRatio, kFinestInterpolatedMpp));
  }
  WorkingGrid grid;
  if (const int factor = BoxFactor(mpp); factor > 0) {
    grid.scale_x_ = grid.scale_y_ = factor;
    grid.mpp_ = {mpp.x * factor, mpp.y * factor};
    return grid;
  }
  grid.method_ = Method::kBilinear;
  grid.scale_x_ = kInterpolatedMpp / mpp.x;
  grid.scale_y_ = kInterpolatedMpp / mpp.y;
  grid.mpp_ = {kInterpolatedMpp, kInterpolatedMpp};
  return grid;
}

std::string_view WorkingGrid::method_name() const {
  return method_ == Method::kBoxMean ? "box_mean" : "bilinear";
}

double WorkingGrid::MeanMpp() const {
  return std::sqrt(mpp_.PixelArea().value());
}

WorkingRect WorkingGrid::Covering(const Level0Rect& rect) const {
  const auto floor_at = [](std::int64_t v, double scale) {
    return static_cast<std::int64_t>(
        std::floor(static_cast<double>(v) / scale));
  };
  const auto ceil_at = [](std::int64_t v, double scale) {
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(v) / scale));
  };
  const std::int64_t x = floor_at(rect.x, scale_x_);
  const std::int64_t y = floor_at(rect.y, scale_y_);
  return {x, y, ceil_at(rect.right(), scale_x_) - x,
          ceil_at(rect.bottom(), scale_y_) - y};
}

Result<cv::Mat3b> WorkingGrid::Read(const TileSource& source,
                                    const WorkingRect& rect) const {
  if (method_ == Method::kBilinear) {
    return ReadBilinear(source, rect, scale_x_, scale_y_);
  }
  const auto factor = static_cast<std::int64_t>(scale_x_);
  CQ_ASSIGN(const cv::Mat3b level0,
            source.Read(0, {rect.x * factor, rect.y * factor,
                            rect.width * factor, rect.height * factor}));
  return BoxMean(level0, static_cast<int>(factor));
}

}  // namespace cellquant::core
