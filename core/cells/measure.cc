#include "core/cells/measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <opencv2/core.hpp>

#include "core/cells/compartments.h"

namespace cellquant::core {
namespace {

constexpr double kStepUm = 0.5;
// Of a step. Pixels are 0.40 to 0.62 um, and the first row beside an edge
// belongs to the first step, though its centers may lie a little beyond.
constexpr double kSlack = 0.25;
constexpr std::int64_t kLeastWindowPixels = 2;  // one may be noise

int StepsOf(double um) { return static_cast<int>(std::lround(um / kStepUm)); }

int ReachPx(double outer_um, double mpp) {
  return static_cast<int>(std::ceil(outer_um / mpp));
}

// The number, from 1, of the step that holds a squared distance in px2.
std::vector<int> StepTable(int largest_squared, double mpp) {
  std::vector<int> steps;
  for (int squared = 0; squared <= largest_squared; ++squared) {
    const double um = std::sqrt(static_cast<double>(squared)) * mpp;
    steps.push_back(static_cast<int>(std::ceil(um / kStepUm - kSlack)));
  }
  return steps;
}

// DAB in the pixels of one direction and one step, in 2^-10.
struct Bin {
  std::int64_t sum = 0;
  std::int64_t count = 0;
};

// What a cell's pixels absorb.
struct Pixels {
  std::int64_t dab_nucleus = 0;          // sum, 2^-10
  std::int64_t hematoxylin_nucleus = 0;  // sum, 2^-10
  std::vector<float> dab_cytoplasm;      // each pixel
  std::vector<Bin> bins;                 // [direction][step], innermost first
};

std::int64_t Whole(float density) {
  return std::llround(density / kOpticalDensityStep);
}

double Mean(std::int64_t sum, std::int64_t count) {
  return static_cast<double>(sum) * double{kOpticalDensityStep} /
         static_cast<double>(count);
}

// Sorts the pixels of a tile to the cells they belong to.
class Collector {
 public:
  Collector(const StainPlanes& planes, const NucleusMap& map, double mpp,
            const CompartmentGeometry& geometry)
      : planes_(planes),
        map_(map),
        geometry_(geometry),
        inner_(StepsOf(geometry.membrane_inner_um)),
        outer_(StepsOf(geometry.membrane_outer_um)),
        inner_reach_(ReachPx(
            std::max(geometry.membrane_inner_um, geometry.cytoplasm_inner_um),
            mpp)),
        outer_reach_(MeasureMarginPx(mpp, geometry) / 2),
        step_(StepTable(2 * (outer_reach_ + inner_reach_ + 1) *
                            (outer_reach_ + inner_reach_ + 1),
                        mpp)) {}

  std::vector<Pixels> Collect() const {
    std::vector<Pixels> cells(map_.nuclei.size());
    for (Pixels& cell : cells) {
      cell.bins.resize(BinIndex(kSectors, 0));
    }
    const Territories near = NearestNuclei(map_.labels, outer_reach_);
    const cv::Mat1i depth = DepthInside(map_.labels, inner_reach_);
    for (int y = 0; y < map_.labels.rows; ++y) {
      for (int x = 0; x < map_.labels.cols; ++x) {
        const int label = near.owner(y, x);
        if (label == 0) continue;
        Pixels& cell = cells[static_cast<std::size_t>(label - 1)];
        if (near.squared(y, x) == 0) {
          AddInside(x, y, Step(depth(y, x)), cell);
        } else {
          AddOutside(x, y, label, Step(near.squared(y, x)), cell);
        }
      }
    }
    return cells;
  }

 private:
  int Step(int squared) const {
    return step_[static_cast<std::size_t>(squared)];
  }

  void AddInside(int x, int y, int step, Pixels& cell) const {
    cell.dab_nucleus += Whole(planes_.dab(y, x));
    cell.hematoxylin_nucleus += Whole(planes_.hematoxylin(y, x));
    if (step <= inner_) {
      AddToBin(x, y, map_.labels(y, x), inner_ - step, cell);
    }
    if (step <= StepsOf(geometry_.cytoplasm_inner_um)) {
      cell.dab_cytoplasm.push_back(planes_.dab(y, x));
    }
  }

  void AddOutside(int x, int y, int label, int step, Pixels& cell) const {
    if (step <= outer_) AddToBin(x, y, label, inner_ + step - 1, cell);
    if (step <= StepsOf(geometry_.cytoplasm_outer_um)) {
      cell.dab_cytoplasm.push_back(planes_.dab(y, x));
    }
  }

  std::size_t BinIndex(int sector, int step) const {
    return static_cast<std::size_t>(sector) *
               static_cast<std::size_t>(inner_ + outer_) +
           static_cast<std::size_t>(step);
  }

  void AddToBin(int x, int y, int label, int index, Pixels& cell) const {
    const Nucleus& nucleus = map_.nuclei[static_cast<std::size_t>(label - 1)];
    const int sector = SectorOf(nucleus, x, y);
    Bin& bin = cell.bins[BinIndex(sector, index)];
    bin.sum += Whole(planes_.dab(y, x));
    ++bin.count;
  }

  const StainPlanes& planes_;
  const NucleusMap& map_;
  const CompartmentGeometry& geometry_;
  int inner_;  // steps
  int outer_;
  int inner_reach_;  // px
  int outer_reach_;
  std::vector<int> step_;
};

// The most stained window of a direction; 0 where no window has enough pixels.
double Strongest(const std::vector<Bin>& bins, std::size_t first,
                 std::size_t steps, std::size_t window) {
  double strongest = 0.0;
  for (std::size_t begin = 0; begin + window <= steps; ++begin) {
    Bin all;
    for (std::size_t i = begin; i < begin + window; ++i) {
      all.sum += bins[first + i].sum;
      all.count += bins[first + i].count;
    }
    if (all.count < kLeastWindowPixels) continue;
    strongest = std::max(strongest, Mean(all.sum, all.count));
  }
  return strongest;
}

// What the asked-for number of directions reach.
double Membrane(const std::vector<Bin>& bins,
                const CompartmentGeometry& geometry) {
  const std::size_t steps = bins.size() / kSectors;
  const auto window = static_cast<std::size_t>(
      std::max(1, StepsOf(geometry.membrane_window_um)));
  std::array<double, kSectors> sectors{};
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    sectors.at(s) = Strongest(bins, s * steps, steps, window);
  }
  std::sort(sectors.begin(), sectors.end(), std::greater<>());
  return sectors.at(static_cast<std::size_t>(geometry.membrane_sectors) - 1);
}

// The upper quantile. Never of nothing: every nucleus has an edge.
double Quantile(std::vector<float>& values, double share) {
  const auto index = std::min(
      values.size() - 1,
      static_cast<std::size_t>(share * static_cast<double>(values.size())));
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(index);
  std::nth_element(values.begin(), place, values.end());
  return double{*place};
}

}  // namespace

std::vector<Measurement> MeasureCells(const StainPlanes& planes,
                                      const NucleusMap& map, double mpp,
                                      const CompartmentGeometry& geometry) {
  std::vector<Pixels> cells = Collector(planes, map, mpp, geometry).Collect();
  std::vector<Measurement> measurements;
  measurements.reserve(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::int64_t area = map.nuclei[i].area_px;
    Pixels& cell = cells[i];
    measurements.push_back(
        {OpticalDensity(Mean(cell.dab_nucleus, area)),
         OpticalDensity(Membrane(cell.bins, geometry)),
         OpticalDensity(
             Quantile(cell.dab_cytoplasm, geometry.cytoplasm_quantile)),
         OpticalDensity(Mean(cell.hematoxylin_nucleus, area))});
  }
  return measurements;
}

int MeasureMarginPx(double mpp, const CompartmentGeometry& geometry) {
  // The farthest pixel of a cell, and the farthest nucleus that could claim it.
  return 2 * ReachPx(std::max(geometry.membrane_outer_um,
                              geometry.cytoplasm_outer_um),
                     mpp);
}

}  // namespace cellquant::core
