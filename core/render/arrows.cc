#include "core/render/arrows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace cellquant::core {
namespace {

constexpr int kDirections = 16;
constexpr int kShift = 4;  // OpenCV's fixed point: 1/16 px

// What an arrow in a bad place costs: one of each outweighs several of the
// next.
constexpr double kOutside = 1e6;
constexpr double kCoversTarget = 100.0;
constexpr double kCoversArrow = 40.0;
constexpr double kCoversTaken = 40.0;
constexpr double kCoversOther = 1.0;

double Distance(cv::Point2d a, cv::Point2d b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

double DistanceToArrow(cv::Point2d p, const Arrow& arrow) {
  const cv::Point2d along = arrow.tip - arrow.tail;
  const double length2 = along.dot(along);
  const double t =
      length2 > 0.0
          ? std::clamp((p - arrow.tail).dot(along) / length2, 0.0, 1.0)
          : 0.0;
  return Distance(p, arrow.tail + t * along);
}

// The shortest way between two arrows that do not cross begins at an end.
double DistanceBetween(const Arrow& a, const Arrow& b) {
  const auto side = [](const Arrow& line, cv::Point2d p) {
    return (line.tip - line.tail).cross(p - line.tail);
  };
  if (side(a, b.tail) * side(a, b.tip) < 0.0 &&
      side(b, a.tail) * side(b, a.tip) < 0.0) {
    return 0.0;
  }
  return std::min({DistanceToArrow(a.tail, b), DistanceToArrow(a.tip, b),
                   DistanceToArrow(b.tail, a), DistanceToArrow(b.tip, a)});
}

bool Covers(const Arrow& arrow, const cv::Rect& rect) {
  constexpr int kSteps = 8;
  for (int k = 0; k <= kSteps; ++k) {
    const cv::Point2d p =
        arrow.tail + (arrow.tip - arrow.tail) * (k / double{kSteps});
    if (rect.contains(cv::Point(p))) return true;
  }
  return false;
}

bool IsIn(cv::Size picture, cv::Point2d p) {
  return p.x >= 1.0 && p.y >= 1.0 && p.x <= picture.width - 2.0 &&
         p.y <= picture.height - 2.0;
}

// From the upper left first, then by turns of 22.5 degrees.
Arrow Towards(cv::Point2d target, int direction, const ArrowLayout& layout) {
  const double angle =
      std::numbers::pi * (1.25 + 2.0 * direction / kDirections);
  const cv::Point2d out(std::cos(angle), std::sin(angle));
  return {target + (layout.gap + layout.length) * out,
          target + layout.gap * out};
}

double CostOf(const Arrow& arrow, cv::Point2d own,
              const std::vector<cv::Point2d>& targets,
              const std::vector<cv::Point2d>& others,
              const std::vector<Arrow>& placed, const ArrowLayout& layout) {
  double cost =
      IsIn(layout.picture, arrow.tail) && IsIn(layout.picture, arrow.tip)
          ? 0.0
          : kOutside;
  const double reach = 0.9 * layout.gap;
  for (const cv::Point2d& p : targets) {
    if (p != own && DistanceToArrow(p, arrow) < reach) cost += kCoversTarget;
  }
  for (const Arrow& other : placed) {
    if (DistanceBetween(arrow, other) < 0.5 * reach) cost += kCoversArrow;
  }
  for (const cv::Rect& rect : layout.taken) {
    if (Covers(arrow, rect)) cost += kCoversTaken;
  }
  for (const cv::Point2d& p : others) {
    if (DistanceToArrow(p, arrow) < reach) cost += kCoversOther;
  }
  return cost;
}

std::size_t NearestToMiddle(const std::vector<cv::Point2d>& points) {
  cv::Point2d middle;
  for (const cv::Point2d& p : points) middle += p;
  middle /= static_cast<double>(points.size());
  const auto nearest = std::min_element(
      points.begin(), points.end(), [middle](cv::Point2d a, cv::Point2d b) {
        return Distance(a, middle) < Distance(b, middle);
      });
  return static_cast<std::size_t>(nearest - points.begin());
}

}  // namespace

std::vector<cv::Point2d> SpreadOut(const std::vector<cv::Point2d>& points,
                                   std::size_t most) {
  if (points.size() <= most) return points;
  std::vector<cv::Point2d> chosen;
  std::vector<double> away(points.size(),
                           std::numeric_limits<double>::infinity());
  std::size_t next = NearestToMiddle(points);
  while (chosen.size() < most) {
    chosen.push_back(points[next]);
    for (std::size_t k = 0; k < points.size(); ++k) {
      away[k] = std::min(away[k], Distance(points[k], chosen.back()));
    }
    next = static_cast<std::size_t>(std::max_element(away.begin(), away.end()) -
                                    away.begin());
  }
  return chosen;
}

std::vector<Arrow> PlanArrows(const std::vector<cv::Point2d>& targets,
                              const std::vector<cv::Point2d>& others,
                              const ArrowLayout& layout) {
  std::vector<Arrow> arrows;
  for (const cv::Point2d& target : targets) {
    Arrow best = Towards(target, 0, layout);
    double least = std::numeric_limits<double>::infinity();
    for (int k = 0; k < kDirections; ++k) {
      const Arrow arrow = Towards(target, k, layout);
      const double cost =
          CostOf(arrow, target, targets, others, arrows, layout);
      if (cost >= least) continue;
      least = cost;
      best = arrow;
    }
    arrows.push_back(best);
  }
  return arrows;
}

void DrawArrow(cv::Mat3b& picture, const Arrow& arrow, const cv::Scalar& color,
               const Pen& pen) {
  const auto fixed = [](cv::Point2d p) {
    return cv::Point(static_cast<int>(std::lround(p.x * (1 << kShift))),
                     static_cast<int>(std::lround(p.y * (1 << kShift))));
  };
  const cv::Point2d along = (arrow.tip - arrow.tail) /
                            std::max(1e-9, Distance(arrow.tip, arrow.tail));
  const cv::Point2d across(-along.y, along.x);
  const double head = 0.45 * Distance(arrow.tip, arrow.tail);
  const cv::Point2d neck = arrow.tip - head * along;
  const std::array<cv::Point, 3> corners = {fixed(arrow.tip),
                                            fixed(neck + 0.45 * head * across),
                                            fixed(neck - 0.45 * head * across)};
  const int width = pen.Px(2.5);
  const std::vector<cv::Point> triangle(corners.begin(), corners.end());
  // The rim first: it stays within the head's own outline and a pixel.
  cv::polylines(picture, triangle, true, kWhite, 2, cv::LINE_AA, kShift);
  cv::line(picture, fixed(arrow.tail), fixed(neck), kWhite, width + 2,
           cv::LINE_AA, kShift);
  cv::line(picture, fixed(arrow.tail), fixed(neck), color, width, cv::LINE_AA,
           kShift);
  cv::fillConvexPoly(picture, triangle, color, cv::LINE_AA, kShift);
}

}  // namespace cellquant::core
