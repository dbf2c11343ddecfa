#include "core/phantom/render.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <string>

#include "core/phantom/cells.h"
#include "core/phantom/marker_pattern.h"
#include "core/phantom/phantom.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

bool Same(const cv::Mat3b& a, const cv::Mat3b& b) {
  return a.size() == b.size() && cv::norm(a, b, cv::NORM_INF) == 0.0;
}

class EveryMarker : public testing::TestWithParam<PhantomMarker> {};

TEST_P(EveryMarker, RendersOverlappingRectanglesAlike) {
  const PhantomScene scene(
      {.marker = GetParam(), .size_px = {2400, 2000}, .seed = 9});
  const PhantomRenderer renderer(scene);
  const cv::Mat3b whole = renderer.Render({0, 0, 2400, 2000});
  for (const cv::Rect& part :
       {cv::Rect(0, 0, 301, 222), cv::Rect(777, 331, 513, 640),
        cv::Rect(1111, 1004, 1, 1), cv::Rect(1900, 1500, 500, 500)}) {
    const cv::Mat3b alone =
        renderer.Render({part.x, part.y, part.width, part.height});
    EXPECT_TRUE(Same(alone, whole(part))) << part.x << ", " << part.y;
  }
}

// The mean of `plane` at a cell: in the nucleus, or 0.5 to 3 um round it.
double MeanAt(const cv::Mat1f& plane, const PhantomCell& cell, double mpp,
              bool nucleus) {
  double sum = 0.0;
  int count = 0;
  const double reach = cell.nucleus_major_um + 3.0;
  const auto first = [&](double um) {
    return static_cast<int>(std::floor((um - reach) / mpp));
  };
  const int side = static_cast<int>(std::ceil(2.0 * reach / mpp)) + 1;
  for (int y = first(cell.nucleus.y); y < first(cell.nucleus.y) + side; ++y) {
    for (int x = first(cell.nucleus.x); x < first(cell.nucleus.x) + side; ++x) {
      if (x < 0 || y < 0 || x >= plane.cols || y >= plane.rows) continue;
      const double dx = (x + 0.5) * mpp - cell.nucleus.x;
      const double dy = (y + 0.5) * mpp - cell.nucleus.y;
      const double u = dx * cell.cosine + dy * cell.sine;
      const double v = dy * cell.cosine - dx * cell.sine;
      const auto within = [&](double margin) {
        return std::hypot(u / (cell.nucleus_major_um + margin),
                          v / (cell.nucleus_minor_um + margin)) < 1.0;
      };
      if (nucleus ? !within(-0.3) : !within(3.0) || within(0.5)) continue;
      sum += plane(y, x);
      ++count;
    }
  }
  return count == 0 ? 0.0 : sum / count;
}

// Whether a stained body is near enough to share a wall with this cell, or the
// cell lies in the dendritic meshwork.
bool IsAlone(const PhantomScene& scene, const std::vector<PhantomCell>& cells,
             const PhantomCell& cell) {
  if (scene.MeshworkAt(cell.nucleus) > 0.0) return false;
  return std::none_of(cells.begin(), cells.end(), [&](const auto& other) {
    const double d = std::hypot(cell.nucleus.x - other.nucleus.x,
                                cell.nucleus.y - other.nucleus.y);
    return d > 0.0 && d < cell.nucleus_major_um + other.body_major_um + 7.0 &&
           StainOf(scene.options(), other).classification ==
               CellClass::kPositive;
  });
}

TEST_P(EveryMarker, MakesPositiveCellsClearlyBrownAndNegativeOnesNot) {
  const PhantomScene scene(
      {.marker = GetParam(), .size_px = {4000, 3000}, .seed = 1});
  const cv::Mat3b rgb = Render(scene, {0, 0, 4000, 3000});
  const StainPlanes planes =
      SeparateStains(ToOpticalDensity(rgb, kPhantomWhite), StainVectors());
  const auto cells = CellsIn(scene, {0.0, 0.0, 1000.0, 750.0});
  const bool nucleus = GetParam() == PhantomMarker::kKi67;
  double palest = 9.0;
  double brownest = 0.0;
  int positive = 0;
  int negative = 0;
  for (const PhantomCell& cell : cells) {
    const double dab = MeanAt(planes.dab, cell, 0.25, nucleus);
    if (StainOf(scene.options(), cell).classification == CellClass::kPositive) {
      palest = std::min(palest, dab);
      ++positive;
    } else if (IsAlone(scene, cells, cell)) {
      brownest = std::max(brownest, dab);
      ++negative;
    }
  }
  RecordProperty("palest_positive", std::to_string(palest));
  RecordProperty("brownest_negative", std::to_string(brownest));
  EXPECT_GT(positive, 10);
  EXPECT_GT(negative, 100);
  EXPECT_GT(palest, 0.23);
  EXPECT_LT(brownest, 0.12);
}

INSTANTIATE_TEST_SUITE_P(
    Markers, EveryMarker,
    testing::Values(PhantomMarker::kCd20, PhantomMarker::kCd138,
                    PhantomMarker::kCd68, PhantomMarker::kCd23,
                    PhantomMarker::kCd3, PhantomMarker::kKi67),
    [](const auto& test) {
      return std::string(PhantomMarkerName(test.param));
    });

TEST(Render, ShowsANucleusAtEveryCellOfTheTruth) {
  const PhantomScene scene({.size_px = {4000, 3000}, .seed = 1});
  const cv::Mat3b rgb = Render(scene, {0, 0, 4000, 3000});
  const OpticalDensityImage od = ToOpticalDensity(rgb, kPhantomWhite);
  const cv::Mat1f red = SeparateStains(od, StainVectors()).red;
  for (const PhantomCell& cell : CellsIn(scene, {0.0, 0.0, 1000.0, 750.0})) {
    EXPECT_GT(MeanAt(red, cell, 0.25, true), 0.14)
        << CellTypeName(cell.type) << " at " << cell.nucleus.x / 0.25 << ", "
        << cell.nucleus.y / 0.25;
  }
}

TEST(Render, ShowsGlassAroundTheNodeAndBeyondTheSlide) {
  const PhantomScene scene(
      {.size_px = {4000, 3000}, .seed = 1, .noise_sd = 0.0});
  for (const Level0Rect& rect :
       {Level0Rect{0, 0, 60, 60}, Level0Rect{-500, -500, 100, 100},
        Level0Rect{9000, 9000, 50, 50}}) {
    const cv::Mat3b rgb = Render(scene, rect);
    EXPECT_EQ(rgb(0, 0), cv::Vec3b(243, 243, 242));
    EXPECT_TRUE(Same(rgb, cv::Mat3b(rgb.size(), rgb(0, 0))));
  }
}

TEST(Render, AddsNoiseOfTheStatedDeviation) {
  const PhantomScene scene(
      {.size_px = {4000, 3000}, .seed = 1, .noise_sd = 3.0});
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(Render(scene, {-400, -400, 300, 300}), mean, deviation);
  EXPECT_NEAR(mean[0], 243.0, 0.1);
  EXPECT_NEAR(deviation[0], 3.0, 0.1);
  EXPECT_NEAR(deviation[2], 3.0, 0.1);
}

TEST(Render, OfAnEmptyRectangleIsEmpty) {
  const PhantomScene scene({.size_px = {1000, 800}});
  EXPECT_TRUE(Render(scene, {10, 10, 0, 5}).empty());
}

}  // namespace
}  // namespace cellquant::core
