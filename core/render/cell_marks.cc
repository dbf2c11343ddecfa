#include "core/render/cell_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

namespace cellquant::core {
namespace {

const cv::Scalar kPositiveColor(255, 0, 200);
const cv::Scalar kEquivocalColor(255, 150, 0);
const cv::Scalar kNegativeColor(0, 110, 50);
constexpr const char* kTitle = "cells shown";
constexpr double kRadiusUm = 5.0;
constexpr int kShift = 4;  // OpenCV's fixed point: 1/16 px

const cv::Scalar& ColorOf(CellClass classification) {
  switch (classification) {
    case CellClass::kPositive:
      return kPositiveColor;
    case CellClass::kEquivocal:
      return kEquivocalColor;
    case CellClass::kNegative:
      break;
  }
  return kNegativeColor;
}

int Fixed(double px) {
  return static_cast<int>(std::lround(px * (1 << kShift)));
}

cv::Point Fixed(cv::Point2d p) { return {Fixed(p.x), Fixed(p.y)}; }

void DrawDiamond(cv::Mat3b& picture, cv::Point2d at, double radius,
                 const cv::Scalar& color, int width) {
  const double r = 1.2 * radius;  // as much area as the ring
  const std::vector<cv::Point> corners = {
      Fixed(at + cv::Point2d(0, -r)), Fixed(at + cv::Point2d(r, 0)),
      Fixed(at + cv::Point2d(0, r)), Fixed(at + cv::Point2d(-r, 0))};
  cv::polylines(picture, corners, true, color, width, cv::LINE_AA, kShift);
}

void DrawMark(cv::Mat3b& picture, cv::Point2d at, CellClass classification,
              double radius, int width) {
  switch (classification) {
    case CellClass::kPositive:
      cv::circle(picture, Fixed(at), Fixed(radius), kPositiveColor, width,
                 cv::LINE_AA, kShift);
      break;
    case CellClass::kEquivocal:
      DrawDiamond(picture, at, radius, kEquivocalColor, width);
      break;
    case CellClass::kNegative:
      cv::circle(picture, Fixed(at),
                 Fixed(std::clamp(radius / 4.0, 1.0, 2.5 * width)),
                 kNegativeColor, cv::FILLED, cv::LINE_AA, kShift);
      break;
  }
}

// The line of a positive cell is the widest, that of a negative one the
// thinnest.
void DrawOutline(cv::Mat3b& picture, const View& view, const Cell& cell,
                 const Pen& pen) {
  std::vector<std::vector<cv::Point>> lines;
  const auto add = [&](const Ring& ring) {
    auto& line = lines.emplace_back();
    for (const Level0Point& p : ring) line.push_back(Fixed(view.At(p)));
  };
  for (const Polygon& part : cell.outline.Shape()) {
    add(part.exterior);
    for (const Ring& hole : part.holes) add(hole);
  }
  const bool negative = cell.classification == CellClass::kNegative;
  cv::polylines(picture, lines, true, ColorOf(cell.classification),
                negative ? 1 : pen.Px(2), cv::LINE_AA, kShift);
  if (cell.classification == CellClass::kEquivocal) {
    DrawDiamond(picture, view.At(cell.centroid), pen.Px(3), kEquivocalColor, 1);
  }
}

}  // namespace

void DrawCell(cv::Mat3b& picture, const View& view, const Cell& cell,
              double pixels_per_um, const Pen& pen) {
  // Below that an outline is a blot.
  constexpr double kLeastPixelsPerUm = 0.8;
  if (!cell.outline.empty() && pixels_per_um >= kLeastPixelsPerUm) {
    DrawOutline(picture, view, cell, pen);
    return;
  }
  const double radius = std::max<double>(pen.Px(2), kRadiusUm * pixels_per_um);
  const int width = std::clamp(static_cast<int>(radius / 4.0), 1, pen.Px(2));
  DrawMark(picture, view.At(cell.centroid), cell.classification, radius, width);
}

void DrawLegend(cv::Mat3b& picture, const ClassCounts& counts, const Pen& pen) {
  constexpr std::array kOrder = {CellClass::kPositive, CellClass::kEquivocal,
                                 CellClass::kNegative};
  std::vector<std::string> rows;
  int width = pen.WidthOf(kTitle);
  for (const CellClass c : kOrder) {
    rows.push_back(fmt::format("{} {}", CellClassName(c),
                               counts.at(static_cast<std::size_t>(c))));
    width = std::max(width, pen.WidthOf(rows.back()) + pen.Px(30));
  }
  const int row_height = pen.line_height();
  const cv::Size size(width + pen.Px(20), 4 * row_height + pen.Px(12));
  const cv::Rect plate(cv::Point(picture.cols - size.width - pen.Px(10),
                                 picture.rows - size.height - pen.Px(10)),
                       size);
  if (plate.x < picture.cols / 3 || plate.y < 0) return;
  DrawPlate(picture, plate);
  cv::Point at = plate.tl() + cv::Point(pen.Px(10), pen.Px(24));
  Write(picture, kTitle, at, pen);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    at.y += row_height;
    DrawMark(picture, cv::Point2d(at) + cv::Point2d(pen.Px(10), -pen.Px(6)),
             kOrder.at(i), pen.Px(8), pen.Px(2));
    Write(picture, rows[i], at + cv::Point(pen.Px(30), 0), pen);
  }
}

}  // namespace cellquant::core
