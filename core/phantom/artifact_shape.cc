#include "core/phantom/artifact_shape.h"

#include <algorithm>
#include <cmath>

namespace cellquant::core {
namespace {

constexpr int kSteps = 120;

double Fourth(double v) { return v * v * v * v; }

double HalfWidth(const Band& band, double t) {
  const double q = Fourth(Fourth(2.0 * t - 1.0));
  return band.half_um * std::sqrt(std::max(0.0, 1.0 - q));
}

double SideAt(const Band& band, double t) {
  return 4.0 * t * (1.0 - t) * (band.bow_um + band.snake_um * (1.0 - 2.0 * t));
}

struct OnBand {
  double t = 0.0;     // along the chord
  double away = 0.0;  // from the middle line, um
};

OnBand Locate(const Band& band, MicronPoint p) {
  const double dx = p.x - band.start.x;
  const double dy = p.y - band.start.y;
  const double t = (dx * band.cosine + dy * band.sine) / band.length_um;
  const double v = dy * band.cosine - dx * band.sine;
  return {t, std::abs(v - SideAt(band, t))};
}

double WidthToward(const Rim& rim, double dx, double dy) {
  const double length = std::max(1e-9, std::sqrt(dx * dx + dy * dy));
  const double q =
      (1.0 - (dx * rim.cosine + dy * rim.sine) / length) / rim.reach;
  return q < 1.0 ? rim.width_um * std::sqrt(1.0 - Fourth(q)) : 0.0;
}

}  // namespace

double Band::Depth(MicronPoint p) const {
  const OnBand at = Locate(*this, p);
  const double ends = std::min(at.t, 1.0 - at.t) * length_um;
  return std::min(ends, HalfWidth(*this, at.t) - at.away);
}

double Band::Across(MicronPoint p) const {
  const OnBand at = Locate(*this, p);
  return at.away / std::max(1e-9, HalfWidth(*this, at.t));
}

std::vector<MicronPoint> Band::Outline() const {
  std::vector<MicronPoint> points;
  for (int k = 0; k < 2 * kSteps; ++k) {
    const bool there = k < kSteps;
    // Closer together at the ends, where the strip is round.
    const double s = static_cast<double>(there ? k : 2 * kSteps - k) / kSteps;
    const double t = s * s * (3.0 - 2.0 * s);
    const double u = t * length_um;
    const double v =
        SideAt(*this, t) + (there ? 1.0 : -1.0) * HalfWidth(*this, t);
    points.push_back(
        {start.x + u * cosine - v * sine, start.y + u * sine + v * cosine});
  }
  return points;
}

double Rim::Depth(MicronPoint p) const {
  const double inside = margin.Depth(p);
  const double width =
      WidthToward(*this, p.x - margin.center().x, p.y - margin.center().y);
  return std::min(inside, width - inside);
}

double Rim::Across(MicronPoint p) const {
  const double width =
      WidthToward(*this, p.x - margin.center().x, p.y - margin.center().y);
  return margin.Depth(p) / std::max(1e-9, width);
}

std::vector<MicronPoint> Rim::Outline() const {
  const double span = std::acos(std::clamp(1.0 - reach, -1.0, 1.0));
  const double middle = std::atan2(sine, cosine);
  constexpr int kFine = 3 * kSteps;
  std::vector<MicronPoint> points;
  for (int k = 0; k < 2 * kFine; ++k) {
    const bool outer = k < kFine;
    const double s =
        static_cast<double>(outer ? k : 2 * kFine - k) / kFine * 2.0 - 1.0;
    const double dx = std::cos(middle + s * span);
    const double dy = std::sin(middle + s * span);
    const double radius = margin.RadiusToward(dx, dy) -
                          (outer ? 0.0 : WidthToward(*this, dx, dy));
    points.push_back(
        {margin.center().x + radius * dx, margin.center().y + radius * dy});
  }
  return points;
}

double DepthIn(const ArtifactShape& shape, MicronPoint p) {
  return std::visit([p](const auto& s) { return s.Depth(p); }, shape);
}

double AcrossIn(const ArtifactShape& shape, MicronPoint p) {
  return std::visit([p](const auto& s) { return s.Across(p); }, shape);
}

std::vector<MicronPoint> OutlineOf(const ArtifactShape& shape) {
  return std::visit([](const auto& s) { return s.Outline(); }, shape);
}

MicronBox BoxOf(const std::vector<MicronPoint>& points) {
  MicronBox box{1e18, 1e18, -1e18, -1e18};
  for (const MicronPoint& p : points) {
    box.left = std::min(box.left, p.x);
    box.top = std::min(box.top, p.y);
    box.right = std::max(box.right, p.x);
    box.bottom = std::max(box.bottom, p.y);
  }
  return box;
}

}  // namespace cellquant::core
