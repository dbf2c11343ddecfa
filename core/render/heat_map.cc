#include "core/render/heat_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "core/render/marks.h"
#include "core/render/view.h"

namespace cellquant::core {
namespace {

constexpr double kGrayOpacity = 0.55;  // of the tissue under the colors
constexpr double kColorOpacity = 0.6;
constexpr int kTicks = 5;  // of a round number: each is a short one

// The 256 colors, dark to bright, R, G, B.
cv::Mat3b Palette() {
  cv::Mat1b steps(1, 256);
  for (int i = 0; i < 256; ++i) steps(0, i) = static_cast<unsigned char>(i);
  cv::Mat3b colors;
  cv::applyColorMap(steps, colors, cv::COLORMAP_VIRIDIS);
  cv::cvtColor(colors, colors, cv::COLOR_BGR2RGB);
  return colors;
}

cv::Mat3b PaleGray(const cv::Mat3b& rgb) {
  cv::Mat1b gray;
  cv::cvtColor(rgb, gray, cv::COLOR_RGB2GRAY);
  gray.convertTo(gray, CV_8U, kGrayOpacity, 255.0 * (1.0 - kGrayOpacity));
  cv::Mat3b pale;
  cv::cvtColor(gray, pale, cv::COLOR_GRAY2RGB);
  return pale;
}

cv::Point Rounded(cv::Point2d p) {
  return {static_cast<int>(std::lround(p.x)),
          static_cast<int>(std::lround(p.y))};
}

// Neighbors share their rounded edge, so there are neither gaps nor overlaps.
cv::Rect PixelsOf(const CountBlock& block, const Lattice& lattice,
                  const View& view) {
  const auto corner = [&](std::int64_t i, std::int64_t j) {
    return Rounded(view.At({static_cast<double>(i) * lattice.width_px,
                            static_cast<double>(j) * lattice.height_px}));
  };
  return {corner(block.i, block.j), corner(block.i + 1, block.j + 1)};
}

void PaintBlocks(cv::Mat3b& picture, const View& view, const DensityMap& map,
                 double brightest) {
  const cv::Mat3b palette = Palette();
  const cv::Rect all(cv::Point(), picture.size());
  cv::Mat3b colors = picture.clone();
  for (const CountBlock& block : map.blocks) {
    const double share = std::min(1.0, DensityOf(block).value() / brightest);
    const int step = static_cast<int>(std::lround(share * 255.0));
    colors(PixelsOf(block, map.lattice, view) & all)
        .setTo(cv::Scalar(palette(0, step)));
  }
  cv::Mat3b mixed;
  cv::addWeighted(colors, kColorOpacity, picture, 1.0 - kColorOpacity, 0.0,
                  mixed);
  mixed.copyTo(picture, MaskOf(view, map.shape));
}

std::string TickText(const DensityMap& map, double brightest, int tick) {
  const std::string number = fmt::format("{:g}", brightest * tick / kTicks);
  const bool beyond = HighestDensity(map).value() > brightest;
  return tick == kTicks && beyond ? number + " and more" : number;
}

// As bright as over white: what a block over glass looks like.
cv::Scalar Paled(const cv::Vec3b& color) {
  return cv::Scalar(color * kColorOpacity +
                    cv::Vec3b::all(255) * (1.0 - kColorOpacity));
}

void DrawColorBar(cv::Mat3b& panel, const cv::Rect& bar, const DensityMap& map,
                  double brightest, const Pen& pen) {
  const cv::Mat3b palette = Palette();
  for (int y = 0; y < bar.height; ++y) {
    const int step = 255 - y * 255 / std::max(1, bar.height - 1);
    panel.row(bar.y + y)
        .colRange(bar.x, bar.br().x)
        .setTo(Paled(palette(0, step)));
  }
  cv::rectangle(panel, bar, kBlack, 1);
  for (int tick = 0; tick <= kTicks; ++tick) {
    const int y = bar.br().y - bar.height * tick / kTicks;
    cv::line(panel, {bar.br().x, y}, {bar.br().x + pen.Px(6), y}, kBlack,
             pen.Px(1));
    Write(panel, TickText(map, brightest, tick),
          {bar.br().x + pen.Px(12), y + pen.Px(6)}, pen);
  }
}

std::vector<std::string> NotesOn(const DensityMap& map) {
  std::size_t count = 0;
  double area = 0.0;
  for (const auto* blocks : {&map.blocks, &map.left_out}) {
    for (const CountBlock& block : *blocks) {
      count += block.count;
      area += block.area.value();
    }
  }
  std::vector<std::string> notes = {
      fmt::format("{} cells in {:.3g} mm2", count, area),
      "of all regions, with folds,", "ink and the like",
      fmt::format("blocks of {:g} um", map.options.block_side.value())};
  if (map.left_out.empty()) return notes;
  notes.push_back(fmt::format("{} block(s) gray: less", map.left_out.size()));
  notes.push_back(
      fmt::format("than {:g} % in regions", 100.0 * kLeastBlockShare));
  return notes;
}

// The panel beside the picture: title, color bar, notes.
void DrawPanel(cv::Mat3b panel, const DensityMap& map, double brightest,
               const Pen& pen) {
  const int left = pen.Px(16);
  const int line = pen.line_height();
  Write(panel,
        fmt::format("{} cells", CellClassName(map.options.classification)),
        {left, pen.Px(30)}, pen);
  Write(panel, "per mm2", {left, pen.Px(30) + line}, pen);
  const std::vector<std::string> notes = NotesOn(map);
  int y = panel.rows - static_cast<int>(notes.size()) * line;
  const int top = pen.Px(30) + 2 * line;
  DrawColorBar(panel, {left, top, pen.Px(28), y - 2 * line - top}, map,
               brightest, pen);
  for (const std::string& note : notes) {
    Write(panel, note, {left, y}, pen);
    y += line;
  }
}

Result<void> CheckBrightest(const HeatMapOptions& options) {
  if (!options.brightest || (options.brightest->value() > 0.0 &&
                             std::isfinite(options.brightest->value()))) {
    return {};
  }
  return Fail(ErrorReason::kInvalidArgument,
              "the density of the brightest color must be above 0");
}

}  // namespace

// 1, 2 or 5 times a power of ten.
CellsPerSquareMillimeter EndOfScale(CellsPerSquareMillimeter highest) {
  const double value = highest.value();
  if (value <= 0.0) return CellsPerSquareMillimeter(1.0);
  const double decade = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * decade >= value) return CellsPerSquareMillimeter(step * decade);
  }
  return CellsPerSquareMillimeter(10.0 * decade);
}

cv::Mat3b DrawColorKey(CellsPerSquareMillimeter brightest, int width) {
  cv::Mat3b key(std::max(1, width / 10), width, cv::Vec3b::all(255));
  const Pen pen(key.size(), 2.0);
  const cv::Mat3b palette = Palette();
  const int side = width / 20;  // room for half of the first and last number
  const cv::Rect bar(side, 0, width - 2 * side, key.rows / 2);
  for (int x = 0; x < bar.width; ++x) {
    const int step = x * 255 / std::max(1, bar.width - 1);
    key.col(bar.x + x).rowRange(0, bar.height).setTo(Paled(palette(0, step)));
  }
  cv::rectangle(key, bar, kBlack, 1);
  for (int tick = 0; tick <= kTicks; ++tick) {
    const std::string text =
        fmt::format("{:g}", brightest.value() * tick / kTicks);
    const int x = bar.x + bar.width * tick / kTicks;
    cv::line(key, {x, bar.height}, {x, bar.height + pen.Px(4)}, kBlack, 1);
    Write(key, text, {x - pen.WidthOf(text) / 2, key.rows - pen.Px(6)}, pen);
  }
  return key;
}

Result<cv::Mat3b> DrawHeatMap(const TileSource& source,
                              const std::vector<Region>& regions,
                              const DensityMap& map,
                              const HeatMapOptions& options) {
  const SlideInfo& info = source.info();
  if (!info.pixel_size) {
    return Fail(ErrorReason::kPixelSizeUnknown,
                "cells per mm2 need the size of a pixel");
  }
  CQ_CHECK(CheckBrightest(options));
  CQ_ASSIGN(const View view,
            ViewOf(info, options.field, options.longest_side_px));
  CQ_ASSIGN(const cv::Mat3b pixels, ReadView(source, view));
  cv::Mat3b picture = PaleGray(pixels);
  const Pen pen(picture.size(), options.pen);
  const double brightest =
      options.brightest.value_or(EndOfScale(HighestDensity(map))).value();
  PaintBlocks(picture, view, map, brightest);
  for (const Region& region : regions) {
    DrawShape(picture, view, region.shape, kBlack, pen.Px(1.5));
  }
  WriteNames(picture, view, regions, pen);
  DrawScaleBar(picture, view.zoom / info.pixel_size->mpp.x, pen);

  if (!options.key) return picture;
  const int height = std::max(picture.rows, pen.Px(420));
  int panel = pen.Px(200);
  for (const std::string& note : NotesOn(map)) {
    panel = std::max(panel, pen.WidthOf(note) + 2 * pen.Px(16));
  }
  cv::Mat3b whole;
  cv::copyMakeBorder(picture, whole, 0, height - picture.rows, 0, panel,
                     cv::BORDER_CONSTANT, kWhite);
  DrawPanel(whole.colRange(picture.cols, whole.cols), map, brightest, pen);
  return whole;
}

}  // namespace cellquant::core
