#include "core/cells/measure.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

constexpr double kMpp = 0.5;
constexpr float kStain = 0.75F;

// A square nucleus of 10 x 10 px in the middle of 60 x 40 px, and planes that
// are empty unless a test paints them.
class Measuring : public ::testing::Test {
 protected:
  Measuring() {
    planes_ = {Plane(), Plane(), Plane(), Plane()};
    map_.labels = cv::Mat1i(40, 60, 0);
  }

  static cv::Mat1f Plane() { return cv::Mat1f(40, 60, 0.0F); }

  void AddNucleus(const cv::Rect& square) {
    Nucleus nucleus;
    nucleus.seed = square.tl();
    nucleus.area_px = square.area();
    for (int y = square.y; y < square.y + square.height; ++y) {
      for (int x = square.x; x < square.x + square.width; ++x) {
        nucleus.sum_x += x;
        nucleus.sum_y += y;
      }
    }
    map_.nuclei.push_back(nucleus);
    map_.labels(square) = static_cast<int>(map_.nuclei.size());
  }

  // A frame of stain from `inner` to `outer` px outside the square.
  void Frame(const cv::Rect& square, int inner, int outer) {
    const auto grown = [&](int by) {
      return cv::Rect(square.x - by, square.y - by, square.width + 2 * by,
                      square.height + 2 * by);
    };
    const cv::Mat1f kept = planes_.dab(grown(inner)).clone();
    planes_.dab(grown(outer)) = kStain;
    kept.copyTo(planes_.dab(grown(inner)));
  }

  std::vector<Measurement> Measure() const {
    return MeasureCells(planes_, map_, kMpp, geometry_);
  }

  CompartmentGeometry geometry_;
  StainPlanes planes_;
  NucleusMap map_;
};

const cv::Rect kSquare(25, 15, 10, 10);

TEST_F(Measuring, TheNucleusIsItsMean) {
  AddNucleus(kSquare);
  planes_.dab(cv::Rect(25, 15, 5, 10)) = 0.5F;
  planes_.hematoxylin(kSquare) = 0.25F;
  const Measurement m = Measure()[0];
  EXPECT_EQ(m.dab_nucleus.value(), 0.25);
  EXPECT_EQ(m.hematoxylin_nucleus.value(), 0.25);
}

TEST_F(Measuring, TheMembraneIsFoundWhereverItLies) {
  AddNucleus(kSquare);
  const cv::Mat1f empty = planes_.dab.clone();
  // On the nucleus's own edge, beside it, and 3 um away.
  for (const int inner : {-2, 0, 3, 6}) {
    empty.copyTo(planes_.dab);
    Frame(kSquare, inner, inner + 2);
    // The frame's corners lie farther away than its sides.
    EXPECT_GT(Measure()[0].dab_membrane.value(), 0.5) << inner << " px";
  }
  empty.copyTo(planes_.dab);
  Frame(kSquare, 9, 11);  // 4.5 um away: not of this cell
  EXPECT_LT(Measure()[0].dab_membrane.value(), 0.1);
}

TEST_F(Measuring, AMembraneNeedsSixOfEightDirections) {
  AddNucleus(kSquare);
  Frame(kSquare, 0, 2);
  // Without the upper left quarter: two of the eight.
  planes_.dab(cv::Rect(0, 0, 30, 20)) = 0.0F;
  EXPECT_EQ(Measure()[0].dab_membrane.value(), kStain);
  // Without the upper half: four.
  planes_.dab(cv::Rect(0, 0, 60, 20)) = 0.0F;
  EXPECT_EQ(Measure()[0].dab_membrane.value(), 0.0);
}

TEST_F(Measuring, AStainedNeighborOnOneSideDoesNotColorTheCell) {
  AddNucleus(kSquare);
  planes_.dab(cv::Rect(35, 5, 8, 30)) = 1.0F;
  EXPECT_EQ(Measure()[0].dab_membrane.value(), 0.0);
}

TEST_F(Measuring, StainBeyondTheVoronoiLineBelongsToTheNeighbor) {
  AddNucleus(cv::Rect(20, 15, 10, 10));
  AddNucleus(cv::Rect(36, 15, 10, 10));
  // All round the second nucleus, up to the line between them.
  planes_.dab(cv::Rect(33, 5, 24, 30)) = 1.0F;
  const auto measured = Measure();
  EXPECT_EQ(measured[0].dab_membrane.value(), 0.0);
  EXPECT_EQ(measured[0].dab_cytoplasm.value(), 0.0);
  EXPECT_EQ(measured[1].dab_membrane.value(), 1.0);
  EXPECT_EQ(measured[1].dab_cytoplasm.value(), 1.0);
}

TEST_F(Measuring, AQuarterOfTheCytoplasmStainedIsEnough) {
  AddNucleus(kSquare);
  planes_.dab(cv::Rect(35, 0, 25, 40)) = kStain;  // one side and its corners
  EXPECT_EQ(Measure()[0].dab_cytoplasm.value(), kStain);
  planes_.dab(cv::Rect(35, 0, 25, 15)) = 0.0F;  // one side alone
  planes_.dab(cv::Rect(35, 25, 25, 15)) = 0.0F;
  EXPECT_EQ(Measure()[0].dab_cytoplasm.value(), 0.0);
}

// Wherever the tile begins, and however large pixels are within what the
// working image allows.
TEST_F(Measuring, EveryPixelSizeFindsAMembraneOnTheEdge) {
  AddNucleus(kSquare);
  Frame(kSquare, 0, 2);
  for (const double mpp : {0.40, 0.46, 0.52, 0.55, 0.62}) {
    EXPECT_GT(
        MeasureCells(planes_, map_, mpp, geometry_)[0].dab_membrane.value(),
        0.4)
        << mpp;
  }
}

TEST_F(Measuring, OfNoNucleiIsNothing) { EXPECT_TRUE(Measure().empty()); }

}  // namespace
}  // namespace cellquant::core
