#include "tests/testing/ascii_slide.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

#include "core/stain/stain_vectors.h"

namespace cellquant::testing {
namespace {

constexpr double kWhite = 245.0;
constexpr double kNucleusRadiusUm = 3.0;
constexpr double kRingOuterUm = 4.5;

// Amounts of stain at a distance from the middle of a character.
struct Amounts {
  double hematoxylin = 0.0;
  double dab = 0.0;
};

Amounts AmountsAt(char c, double um) {
  if (c == ' ') return {};
  Amounts a{0.10, 0.0};
  if (c == '.') return a;
  if (c == 'm') return {0.10, 0.28};
  if (c == 'b') return {0.10, um < kRingOuterUm ? 0.5 : 0.0};
  // Half a micrometer from full to none, as a lens draws an edge.
  const double nucleus =
      std::clamp((kNucleusRadiusUm - um) / 0.5 + 0.5, 0.0, 1.0);
  const double ring =
      std::clamp((kRingOuterUm - um) / 0.5 + 0.5, 0.0, 1.0) - nucleus;
  a.hematoxylin += 0.6 * nucleus;
  if (c == 'd') a.dab += 0.7 * nucleus;
  if (c == 'r') a.dab += 0.7 * ring;
  return a;
}

cv::Vec3b ColorOf(const Amounts& a) {
  const core::StainVectors stains;
  const core::StainVector h = core::Unit(stains.hematoxylin);
  const core::StainVector d = core::Unit(stains.dab);
  cv::Vec3b color;
  for (int c = 0; c < 3; ++c) {
    const auto i = static_cast<std::size_t>(c);
    const double density = a.hematoxylin * h[i] + a.dab * d[i];
    color[c] =
        cv::saturate_cast<unsigned char>(kWhite * std::pow(10.0, -density));
  }
  return color;
}

cv::Mat3b Draw(const std::vector<std::string>& rows) {
  std::size_t columns = 0;
  for (const std::string& row : rows) columns = std::max(columns, row.size());
  cv::Mat3b image(static_cast<int>(rows.size()) * kAsciiCellPx,
                  static_cast<int>(columns) * kAsciiCellPx);
  for (int y = 0; y < image.rows; ++y) {
    for (int x = 0; x < image.cols; ++x) {
      const std::string& row = rows[static_cast<std::size_t>(y / kAsciiCellPx)];
      const auto column = static_cast<std::size_t>(x / kAsciiCellPx);
      const char c = column < row.size() ? row[column] : ' ';
      const double dx = x % kAsciiCellPx + 0.5 - kAsciiCellPx / 2.0;
      const double dy = y % kAsciiCellPx + 0.5 - kAsciiCellPx / 2.0;
      image(y, x) = ColorOf(AmountsAt(c, std::hypot(dx, dy) * kAsciiMpp));
    }
  }
  return image;
}

}  // namespace

AsciiSlide::AsciiSlide(const std::vector<std::string>& rows)
    : image_("ascii", Draw(rows)), info_(image_.info()) {
  info_.pixel_size =
      core::PixelSize{{kAsciiMpp, kAsciiMpp}, core::PixelSizeSource::kSlide};
}

core::MultiPolygon AsciiRectangle(int column, int row, int columns, int rows) {
  const double left = column * kAsciiCellPx;
  const double top = row * kAsciiCellPx;
  const double right = (column + columns) * kAsciiCellPx;
  const double bottom = (row + rows) * kAsciiCellPx;
  return {{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, {}}};
}

}  // namespace cellquant::testing
