#include "core/cells/measure.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/cells/positivity.h"

namespace cellquant::core {
namespace {

constexpr double kMpp = 0.5;

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
    map_.nuclei.push_back({square.tl(), 0, 0, square.area()});
    map_.labels(square) = static_cast<int>(map_.nuclei.size());
  }

  std::vector<Measurement> Measure(double outer_um = 1.0) const {
    return MeasureCells(planes_, map_, kMpp,
                        {Micrometers(0.5), Micrometers(outer_um)});
  }

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

TEST_F(Measuring, AMembraneOnTheEdgeIsCytoplasmAndNotNucleus) {
  AddNucleus(kSquare);
  planes_.dab(cv::Rect(23, 13, 14, 14)) = 0.75F;
  planes_.dab(kSquare) = 0.0F;
  EXPECT_EQ(Measure()[0].dab_nucleus.value(), 0.0);
  EXPECT_EQ(Measure()[0].dab_cytoplasm.value(), 0.75);
}

TEST_F(Measuring, AStainedNeighborOnOneSideDoesNotColorTheCell) {
  AddNucleus(kSquare);
  planes_.dab(cv::Rect(35, 10, 5, 20)) = 1.0F;
  EXPECT_EQ(Measure()[0].dab_cytoplasm.value(), 0.0);
}

TEST_F(Measuring, StainBeyondTheVoronoiLineBelongsToTheNeighbor) {
  AddNucleus(cv::Rect(20, 15, 10, 10));
  AddNucleus(cv::Rect(36, 15, 10, 10));
  // A wide ring round the second nucleus that stops at the line between them.
  planes_.dab(cv::Rect(33, 12, 16, 16)) = 1.0F;
  const auto measured = Measure(3.0);
  EXPECT_EQ(measured[0].dab_cytoplasm.value(), 0.0);
  EXPECT_EQ(measured[1].dab_cytoplasm.value(), 1.0);
}

TEST_F(Measuring, OfNoNucleiIsNothing) { EXPECT_TRUE(Measure().empty()); }

TEST(Positivity, BeginsAtTheThresholdOfItsCompartment) {
  const Measurement m{OpticalDensity(0.2), OpticalDensity(0.1),
                      OpticalDensity(0.5)};
  PositivityRule nucleus;
  nucleus.compartment = Compartment::kNucleus;
  PositivityRule cytoplasm;
  cytoplasm.compartment = Compartment::kCytoplasm;
  EXPECT_EQ(Classify(m, {}, nucleus), CellClass::kPositive);
  EXPECT_EQ(Classify(m, {}, cytoplasm), CellClass::kNegative);
  EXPECT_EQ(Classify({OpticalDensity(0.199), {}, {}}, {}, nucleus),
            CellClass::kNegative);
}

}  // namespace
}  // namespace cellquant::core
