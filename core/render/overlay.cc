#include "core/render/overlay.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace cellquant::core {
namespace {

// R, G, B; chosen to differ from hematoxylin's blue and DAB's brown, and from
// each other for color-blind readers by lightness and by shape.
const cv::Scalar kRegionColor(0, 90, 255);
const cv::Scalar kPositiveColor(255, 0, 200);
const cv::Scalar kEquivocalColor(255, 140, 0);
const cv::Scalar kNegativeColor(0, 150, 60);
constexpr double kLargestEnlargement = 4.0;
constexpr double kCellRadiusUm = 5.0;

// Level-0 pixels to pixels of the picture.
struct View {
  Level0Rect field;
  double zoom = 1.0;  // picture pixels per level-0 pixel

  cv::Point At(Level0Point p) const {
    return {static_cast<int>(
                std::lround((p.x - static_cast<double>(field.x)) * zoom)),
            static_cast<int>(
                std::lround((p.y - static_cast<double>(field.y)) * zoom))};
  }
  cv::Size size() const {
    const auto scaled = [this](std::int64_t side) {
      return std::max(
          1, static_cast<int>(std::lround(static_cast<double>(side) * zoom)));
    };
    return {scaled(field.width), scaled(field.height)};
  }
};

View ViewOf(const OverlayOptions& options) {
  const auto longest =
      static_cast<double>(std::max(options.field.width, options.field.height));
  return {options.field,
          std::min(kLargestEnlargement, options.longest_side_px / longest)};
}

// The coarsest level that is still finer than the picture.
std::size_t LevelFor(const SlideInfo& info, double zoom) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < info.levels.size(); ++i) {
    if (info.levels[i].downsample * zoom <= 1.0) best = i;
  }
  return best;
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

void DrawRing(cv::Mat3b& picture, const View& view, const Ring& ring) {
  std::vector<cv::Point> points;
  for (const Level0Point& p : ring) points.push_back(view.At(p));
  cv::polylines(picture, points, true, cv::Scalar(255, 255, 255), 4,
                cv::LINE_AA);
  cv::polylines(picture, points, true, kRegionColor, 2, cv::LINE_AA);
}

void DrawCell(cv::Mat3b& picture, cv::Point place, CellClass kind, double um) {
  const int radius =
      std::max(2, static_cast<int>(std::lround(kCellRadiusUm * um)));
  if (kind != CellClass::kNegative) {
    const cv::Scalar color =
        kind == CellClass::kPositive ? kPositiveColor : kEquivocalColor;
    cv::circle(picture, place, radius, color, radius > 5 ? 2 : 1, cv::LINE_AA);
  } else {
    cv::circle(picture, place, std::max(1, radius / 4), kNegativeColor,
               cv::FILLED, cv::LINE_AA);
  }
}

// A bar of 1, 2 or 5 times a power of ten, at most a quarter of the picture.
void DrawScaleBar(cv::Mat3b& picture, double pixels_per_um) {
  const double most_um = picture.cols / 4.0 / pixels_per_um;
  const double decade = std::pow(10.0, std::floor(std::log10(most_um)));
  double um = decade;
  for (const double step : {2.0, 5.0}) {
    if (step * decade <= most_um) um = step * decade;
  }
  const int length = static_cast<int>(std::lround(um * pixels_per_um));
  const cv::Point left(20, picture.rows - 20);
  const cv::Rect plate(10, picture.rows - 58, length + 20, 48);
  cv::rectangle(picture, plate & cv::Rect(cv::Point(), picture.size()),
                cv::Scalar(255, 255, 255), cv::FILLED);
  cv::line(picture, left, left + cv::Point(length, 0), cv::Scalar(0, 0, 0), 4);
  const std::string text = um >= 1000.0 ? fmt::format("{:g} mm", um / 1000.0)
                                        : fmt::format("{:g} um", um);
  cv::putText(picture, text, left - cv::Point(0, 10), cv::FONT_HERSHEY_SIMPLEX,
              0.6, cv::Scalar(0, 0, 0), 1, cv::LINE_AA);
}

}  // namespace

Result<cv::Mat3b> DrawOverlay(const TileSource& source,
                              const std::vector<Region>& regions,
                              const std::vector<Cell>& cells,
                              const OverlayOptions& options) {
  const SlideInfo& info = source.info();
  const Level0Rect slide{0, 0, info.size().width, info.size().height};
  if (options.field.Intersection(slide).empty() ||
      options.longest_side_px < 64 || options.longest_side_px > 16384) {
    return Fail(ErrorReason::kInvalidArgument,
                "the field must meet the slide, and the picture have 64 to "
                "16384 px");
  }
  const View view = ViewOf(options);
  CQ_ASSIGN(cv::Mat3b picture, ReadView(source, view));
  for (const Region& region : regions) {
    for (const Polygon& part : region.shape) {
      DrawRing(picture, view, part.exterior);
      for (const Ring& hole : part.holes) DrawRing(picture, view, hole);
    }
  }
  const double pixels_per_um =
      info.pixel_size ? view.zoom / info.pixel_size->mpp.x : view.zoom / 0.5;
  for (const Cell& cell : cells) {
    if (!options.field.Contains(cell.centroid)) continue;
    DrawCell(picture, view.At(cell.centroid), cell.classification,
             pixels_per_um);
  }
  if (info.pixel_size) DrawScaleBar(picture, pixels_per_um);
  return picture;
}

}  // namespace cellquant::core
