#include "core/phantom/pigment_outline.h"

#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cellquant::core {
namespace {

// The corners of a crystal; of a disc, a polygon of the disc's area.
void AppendOutline(const PigmentGranule& g, int vertices,
                   std::vector<MicronPoint>& points) {
  const double step = 2.0 * std::numbers::pi / vertices;
  const double grow = g.angular ? 1.0 : std::sqrt(step / std::sin(step));
  for (int k = 0; k < vertices; ++k) {
    double u = grow * std::cos(k * step);
    double v = grow * std::sin(k * step);
    if (g.angular) {
      u = k == 0 || k == 3 ? 1.0 : -1.0;
      v = k < 2 ? 1.0 : -1.0;
    }
    u *= g.half_u_um;
    v *= g.half_v_um;
    points.push_back({g.center.x + u * g.cosine - v * g.sine,
                      g.center.y + u * g.sine + v * g.cosine});
  }
}

}  // namespace

std::vector<MicronPoint> OutlineOf(const PigmentBlob& blob) {
  std::vector<MicronPoint> points;
  if (blob.granules.size() == 1) {
    const PigmentGranule& only = blob.granules.front();
    AppendOutline(only, only.angular ? 4 : 24, points);
    return points;
  }
  for (const PigmentGranule& g : blob.granules) AppendOutline(g, 12, points);
  std::vector<cv::Point2f> all;
  all.reserve(points.size());
  for (const MicronPoint& p : points) {
    // About the center, where single precision is fine enough.
    all.emplace_back(static_cast<float>(p.x - blob.center.x),
                     static_cast<float>(p.y - blob.center.y));
  }
  std::vector<cv::Point2f> hull;
  cv::convexHull(all, hull);
  points.clear();
  for (const cv::Point2f& p : hull) {
    points.push_back({blob.center.x + p.x, blob.center.y + p.y});
  }
  return points;
}

}  // namespace cellquant::core
