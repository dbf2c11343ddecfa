#include "core/render/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cellquant::core {
namespace {

constexpr double kLargestEnlargement = 4.0;
constexpr int kMarginPercent = 6;  // of a region's longer side

std::size_t LevelFor(const SlideInfo& info, double zoom) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < info.levels.size(); ++i) {
    if (info.levels[i].downsample * zoom <= 1.0) best = i;
  }
  return best;
}

}  // namespace

cv::Size View::size() const {
  const auto scaled = [this](std::int64_t side) {
    return std::max(
        1, static_cast<int>(std::lround(static_cast<double>(side) * zoom)));
  };
  return {scaled(field.width), scaled(field.height)};
}

Result<View> ViewOf(const SlideInfo& slide, const Level0Rect& field,
                    int longest_side_px) {
  const Level0Rect all{0, 0, slide.size().width, slide.size().height};
  if (longest_side_px < 64 || longest_side_px > 16384) {
    return Fail(ErrorReason::kInvalidArgument,
                "the picture must have 64 to 16384 px");
  }
  const std::int64_t longest_side = std::max(all.width, all.height);
  if (field.x < -longest_side || field.y < -longest_side ||
      field.width > 2 * longest_side || field.height > 2 * longest_side ||
      field.Intersection(all).empty()) {
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("the field must meet the slide of {} x {} px and "
                            "not be more than twice as large",
                            all.width, all.height));
  }
  const auto longest = static_cast<double>(std::max(field.width, field.height));
  return View{field, std::min(kLargestEnlargement, longest_side_px / longest)};
}

Level0Rect FieldAround(const MultiPolygon& shape, Size slide) {
  const Level0Rect bounds = Bounds(shape);
  const std::int64_t margin =
      std::max(bounds.width, bounds.height) * kMarginPercent / 100 + 1;
  return bounds.Inflated(margin).Intersection(
      {0, 0, slide.width, slide.height});
}

Result<cv::Mat3b> ReadView(const TileSource& source, const View& view) {
  const SlideInfo& info = source.info();
  const std::size_t level = LevelFor(info, view.zoom);
  const double downsample = info.levels[level].downsample;
  const auto at_level = [&](std::int64_t v) {
    return static_cast<std::int64_t>(static_cast<double>(v) / downsample);
  };
  const LevelRect rect{at_level(view.field.x), at_level(view.field.y),
                       std::max<std::int64_t>(1, at_level(view.field.width)),
                       std::max<std::int64_t>(1, at_level(view.field.height))};
  CQ_ASSIGN(const cv::Mat3b pixels, source.Read(static_cast<int>(level), rect));
  cv::Mat3b picture;
  cv::resize(pixels, picture, view.size(), 0, 0,
             view.zoom * downsample < 1.0 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return picture;
}

}  // namespace cellquant::core
