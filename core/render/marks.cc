#include "core/render/marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace cellquant::core {
namespace {

constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;
constexpr double kFontScale = 0.65;
constexpr double kPlateOpacity = 0.8;
constexpr int kShift = 4;  // OpenCV's fixed point: 1/16 px
const cv::Scalar kNameColor(0, 50, 150);

std::vector<cv::Point> FixedPoints(const View& view, const Ring& ring) {
  std::vector<cv::Point> points;
  for (const Level0Point& p : ring) {
    points.emplace_back(view.At(p) * (1 << kShift));
  }
  return points;
}

void DrawRing(cv::Mat3b& picture, const View& view, const Ring& ring,
              const cv::Scalar& color, int width) {
  const std::vector<cv::Point> points = FixedPoints(view, ring);
  cv::polylines(picture, points, true, kWhite, 2 * width, cv::LINE_AA, kShift);
  cv::polylines(picture, points, true, color, width, cv::LINE_AA, kShift);
}

std::string Ascii(const std::string& text) {
  std::string ascii;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool follows = (byte & 0xC0U) == 0x80U;  // in UTF-8
    if (!follows) ascii += byte < 0x20 || byte > 0x7E ? '?' : c;
  }
  return ascii;
}

Level0Point TopOf(const MultiPolygon& shape) {
  Level0Point top = shape.front().exterior.front();
  for (const Polygon& part : shape) {
    for (const Level0Point& p : part.exterior) {
      if (p.y < top.y) top = p;
    }
  }
  return top;
}

// The plate of a name: over the region's top, within the picture, and
// below the names that are there.
cv::Rect PlateFor(const std::string& name, cv::Point2d top, cv::Size picture,
                  const std::vector<cv::Rect>& taken, const Pen& pen) {
  const cv::Size size(pen.WidthOf(name) + pen.Px(10), pen.line_height());
  const auto within = [](double value, int most) {
    return static_cast<int>(std::clamp<double>(value, 0, std::max(0, most)));
  };
  cv::Rect plate(
      {within(top.x - size.width / 2.0, picture.width - size.width),
       within(top.y - size.height - pen.Px(4), picture.height - size.height)},
      size);
  for (bool moved = true; moved;) {
    moved = false;
    for (const cv::Rect& other : taken) {
      if ((plate & other).empty()) continue;
      plate.y = other.br().y;
      moved = true;
    }
  }
  return plate;
}

}  // namespace

Pen::Pen(cv::Size picture, double factor)
    : scale_(factor *
             std::max(0.5, std::max(picture.width, picture.height) / 1600.0)) {}

int Pen::Px(double px_at_1600) const {
  return std::max(1, static_cast<int>(std::lround(px_at_1600 * scale_)));
}

double Pen::font() const { return kFontScale * scale_; }

int Pen::WidthOf(const std::string& text) const {
  int below = 0;
  return cv::getTextSize(Ascii(text), kFont, font(), Px(1.2), &below).width;
}

void DrawShape(cv::Mat3b& picture, const View& view, const MultiPolygon& shape,
               const cv::Scalar& color, int width) {
  for (const Polygon& part : shape) {
    DrawRing(picture, view, part.exterior, color, width);
    for (const Ring& hole : part.holes) {
      DrawRing(picture, view, hole, color, width);
    }
  }
}

cv::Mat1b MaskOf(const View& view, const MultiPolygon& shape) {
  std::vector<std::vector<cv::Point>> rings;
  for (const Polygon& part : shape) {
    rings.push_back(FixedPoints(view, part.exterior));
    for (const Ring& hole : part.holes) {
      rings.push_back(FixedPoints(view, hole));
    }
  }
  cv::Mat1b mask(view.size(), 0);
  cv::fillPoly(mask, rings, cv::Scalar(255), cv::LINE_8, kShift);
  return mask;
}

void Hatch(cv::Mat3b& picture, const View& view, const MultiPolygon& shape,
           const Pen& pen) {
  const cv::Mat1b mask = MaskOf(view, shape);
  const int period = pen.Px(16);
  const int width = pen.Px(1.5);
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const int at = (x + y) % period;
      if (mask(y, x) == 0 || at >= 2 * width) continue;
      picture(y, x) = cv::Vec3b::all(at < width ? 0 : 255);
    }
  }
}

void DrawPlate(cv::Mat3b& picture, const cv::Rect& plate) {
  cv::Mat3b part = picture(plate & cv::Rect(cv::Point(), picture.size()));
  part.convertTo(part, CV_8U, 1.0 - kPlateOpacity, 255.0 * kPlateOpacity);
}

void Write(cv::Mat3b& picture, const std::string& text, cv::Point baseline,
           const Pen& pen, const cv::Scalar& color) {
  cv::putText(picture, Ascii(text), baseline, kFont, pen.font(), color,
              pen.Px(1.2), cv::LINE_AA);
}

// Whether any of it is in the view, not only of its bounds.
bool IsSeen(const View& view, const MultiPolygon& shape) {
  const Level0Rect bounds = Bounds(shape);
  const Level0Rect seen = bounds.Intersection(view.field);
  if (seen == bounds) return true;
  return !seen.empty() && cv::countNonZero(MaskOf(view, shape)) > 0;
}

void WriteNames(cv::Mat3b& picture, const View& view,
                const std::vector<Region>& regions, const Pen& pen) {
  std::vector<cv::Rect> taken;
  for (const Region& region : regions) {
    if (region.name.empty() || !IsSeen(view, region.shape)) continue;
    const cv::Rect plate = PlateFor(region.name, view.At(TopOf(region.shape)),
                                    picture.size(), taken, pen);
    if (plate.width > picture.cols || plate.height > picture.rows) continue;
    taken.push_back(plate);
    DrawPlate(picture, plate);
    Write(picture, region.name, plate.tl() + cv::Point(pen.Px(5), pen.Px(18)),
          pen, kNameColor);
  }
}

double RoundNumberBelow(double value) {
  const double decade = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {5.0, 2.0}) {
    if (step * decade <= value) return step * decade;
  }
  return decade;
}

void DrawScaleBar(cv::Mat3b& picture, double pixels_per_um, const Pen& pen) {
  DrawScaleBarOf(picture, RoundNumberBelow(picture.cols / 4.0 / pixels_per_um),
                 pixels_per_um, pen);
}

void DrawScaleBarOf(cv::Mat3b& picture, double um, double pixels_per_um,
                    const Pen& pen) {
  const std::string text = um >= 1000.0 ? fmt::format("{:g} mm", um / 1000.0)
                                        : fmt::format("{:g} um", um);
  const int length = static_cast<int>(std::lround(um * pixels_per_um));
  const cv::Size size(std::max(length, pen.WidthOf(text)) + pen.Px(20),
                      pen.Px(44));
  if (size.width > picture.cols) return;
  const cv::Rect plate({pen.Px(10), picture.rows - pen.Px(10) - size.height},
                       size);
  DrawPlate(picture, plate);
  const cv::Point left = plate.tl() + cv::Point(pen.Px(10), pen.Px(34));
  cv::rectangle(picture, left, left + cv::Point(length, pen.Px(3)), kBlack,
                cv::FILLED);
  Write(picture, text, left - cv::Point(0, pen.Px(10)), pen);
}

}  // namespace cellquant::core
