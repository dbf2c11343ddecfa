#include "core/cells/classical_detector.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

#include "core/cells/detection_fields.h"
#include "core/cells/filters.h"
#include "core/cells/gradient_votes.h"
#include "core/cells/nucleus_extent.h"
#include "core/cells/seeds.h"

namespace cellquant::core {
namespace {

// Units of the whole-number images (docs/algorithm.md, section 4): signal in
// 2^-14 of optical density, four bits finer than its input so that smoothing
// loses nothing; scores in 2^-10 um.
constexpr double kSignalUnit = 16384.0;
constexpr double kScoreUnit = 1024.0;

int RoundedPx(double um, double mpp, int at_least) {
  return std::max(at_least, static_cast<int>(std::lround(um / mpp)));
}

// Passes of (1 2 1)/4 that come nearest to a Gaussian: variance 1/2 px2 each.
int PassesOf(double sigma_um, double mpp) {
  const double sigma_px = sigma_um / mpp;
  return std::max(1, static_cast<int>(std::lround(2.0 * sigma_px * sigma_px)));
}

// The parameters in pixels: what is computed with and what the margin is made
// of, so that the two cannot differ.
struct PixelScale {
  int smoothing_passes;
  int background_radius;
  HoleLimits hole;
  int depth_cap;  // in fifths of a pixel
  Voting voting;
  int vote_passes;
  int seed_radius;
  int prominence_radius;
  int growth_limit;  // in fifths of a pixel
  double min_area_px;
};

PixelScale ScaleOf(const ClassicalDetection& p, double mpp) {
  const double per_px = mpp * kSignalUnit;
  return {.smoothing_passes = PassesOf(p.smoothing_um, mpp),
          .background_radius = RoundedPx(p.background_window_um / 2.0, mpp, 1),
          .hole = {p.hole_area_um2 / (mpp * mpp),
                   RoundedPx(p.hole_side_um, mpp, 0)},
          .depth_cap = RoundedPx(p.depth_cap_um * kChamferUnit, mpp, 1),
          .voting = {p.vote_min_gradient_od_per_um * per_px,
                     p.vote_full_gradient_od_per_um * per_px,
                     RoundedPx(p.vote_min_radius_um, mpp, 1),
                     RoundedPx(p.vote_max_radius_um, mpp, 1)},
          .vote_passes = PassesOf(p.vote_smoothing_um, mpp),
          .seed_radius = RoundedPx(p.seed_radius_um, mpp, 1),
          .prominence_radius = RoundedPx(p.prominence_radius_um, mpp, 0),
          .growth_limit = RoundedPx(p.nucleus_radius_um * kChamferUnit, mpp, 1),
          .min_area_px = p.min_area_um2 / (mpp * mpp)};
}

int CeilDiv(int a, int b) { return (a + b - 1) / b; }

// How far the mask, the score and then the choice of seeds look.
int MaskReach(const PixelScale& s) {
  return std::max(s.smoothing_passes, s.background_radius) + s.hole.side_px + 1;
}

int SeedReach(const PixelScale& s) {
  const int depth =
      MaskReach(s) + CeilDiv(s.depth_cap, kChamferUnit) + s.smoothing_passes;
  const int votes =
      s.smoothing_passes + s.voting.max_radius_px + 1 + s.vote_passes;
  return std::max(depth, votes) + s.seed_radius + s.prominence_radius;
}

// Exact: one pixel's value from its own optical densities, each operation
// rounded as IEEE 754 prescribes.
cv::Mat1i Signal(const StainPlanes& planes, const ClassicalDetection& p) {
  cv::Mat1i signal(planes.red.size());
  for (int y = 0; y < signal.rows; ++y) {
    const float* red = planes.red[y];
    const float* dab = planes.dab[y];
    int* out = signal[y];
    for (int x = 0; x < signal.cols; ++x) {
      const double below = std::min(double{red[x]}, p.red_knee_od);
      const double above = double{red[x]} - below;
      const double brown = std::min(double{dab[x]}, p.dab_cap_od);
      const double od =
          below + p.red_slope_above_knee * above - p.dab_weight * brown;
      out[x] = static_cast<int>(std::nearbyint(od * kSignalUnit));
    }
  }
  return signal;
}

cv::Mat1i Tissue(const StainPlanes& planes, double glass_od) {
  cv::Mat1i tissue(planes.red.size());
  for (int y = 0; y < tissue.rows; ++y) {
    const float* hematoxylin = planes.hematoxylin[y];
    const float* dab = planes.dab[y];
    int* out = tissue[y];
    for (int x = 0; x < tissue.cols; ++x) {
      out[x] = double{hematoxylin[x]} + double{dab[x]} > glass_od ? 1 : 0;
    }
  }
  return tissue;
}

// The signal of the tissue in a window round each pixel.
struct Background {
  cv::Mat1i sums;
  cv::Mat1i counts;
};

Background BackgroundOf(const cv::Mat1i& signal, const cv::Mat1i& tissue,
                        const PixelScale& s) {
  return {BoxSum(signal.mul(tissue), s.background_radius),
          BoxSum(tissue, s.background_radius)};
}

// Pixels that absorb more than the tissue round them. Sums, not means, are
// compared: whole numbers below 2^53, so nothing is rounded but the parameters.
cv::Mat1b Mask(const cv::Mat1i& smooth, const Background& background,
               const ClassicalDetection& p) {
  const double floor = p.floor_od * kSignalUnit;
  const double contrast = std::nearbyint(p.contrast_od * kSignalUnit);
  cv::Mat1b mask(smooth.size());
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const double excess = (static_cast<double>(smooth(y, x)) - contrast) *
                                background.counts(y, x) -
                            background.sums(y, x);
      mask(y, x) = smooth(y, x) > floor && excess > 0.0 ? 1 : 0;
    }
  }
  return mask;
}

// The landscape whose peaks are nuclei, and where a peak may be one.
struct Landscape {
  cv::Mat1i score;
  cv::Mat1b candidates;
};

Landscape Score(const cv::Mat1i& smooth, const cv::Mat1b& mask,
                const ClassicalDetection& p, const PixelScale& s, double mpp) {
  // A finer unit again, so that the smoothed depth keeps its fractions.
  const cv::Mat1i depth = Smooth(ChamferDistance(mask, s.depth_cap) * kFullVote,
                                 s.smoothing_passes);
  const cv::Mat1i votes =
      Smooth(GradientVotes(smooth, s.voting), s.vote_passes);
  const double depth_um = mpp / (kChamferUnit * double{kFullVote});
  const double votes_um = mpp / double{kFullVote};
  const double signal_um = p.signal_weight_um_per_od / kSignalUnit;
  Landscape land{cv::Mat1i(mask.size()), cv::Mat1b(mask.size())};
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const double agreement = votes(y, x) * votes_um;
      const double um = depth(y, x) * depth_um + agreement * p.vote_weight +
                        smooth(y, x) * signal_um;
      land.score(y, x) = static_cast<int>(std::nearbyint(um * kScoreUnit));
      land.candidates(y, x) = mask(y, x) != 0 && agreement >= p.vote_min_um;
    }
  }
  return land;
}

// The signal at which each nucleus ends: a share of its seed's height over the
// tissue round it. Half of it is where a lens draws a sharp edge.
std::vector<double> EdgeLevels(const std::vector<cv::Point>& seeds,
                               const cv::Mat1i& smooth,
                               const Background& background,
                               double edge_height) {
  std::vector<double> levels;
  for (const cv::Point seed : seeds) {
    const double base = static_cast<double>(background.sums(seed)) /
                        std::max(1, background.counts(seed));
    levels.push_back(base + edge_height * (smooth(seed) - base));
  }
  return levels;
}

}  // namespace

// A pixel's label is that of the nearest seed within one nucleus radius E, or
// none if that nucleus is too small: an area whose pixels lie up to 2 E away
// and belong to it or to seeds 3 E away. A nucleus with its centroid in the
// core has its pixels, and the labels promised beside them, within 2 E of it.
int ClassicalMarginPx(const ClassicalDetection& parameters, double mpp) {
  const PixelScale scale = ScaleOf(parameters, mpp);
  const int radius = CeilDiv(scale.growth_limit, kChamferUnit);
  return 5 * radius + std::max(SeedReach(scale), MaskReach(scale));
}

NucleusMap DetectNuclei(const StainPlanes& planes, double mpp,
                        const ClassicalDetection& parameters) {
  if (planes.red.empty()) return {};
  const PixelScale scale = ScaleOf(parameters, mpp);
  const cv::Mat1i signal = Signal(planes, parameters);
  const cv::Mat1i smooth = Smooth(signal, scale.smoothing_passes);
  const Background background =
      BackgroundOf(signal, Tissue(planes, parameters.glass_od), scale);
  const cv::Mat1b dark = Mask(smooth, background, parameters);
  const cv::Mat1b mask = FillHoles(dark, scale.hole);
  const Landscape land = Score(smooth, mask, parameters, scale, mpp);

  const int height =
      static_cast<int>(std::lround(parameters.prominence_um * kScoreUnit));
  const std::vector<cv::Point> maxima =
      LocalMaxima(land.score, land.candidates, scale.seed_radius);
  const std::vector<cv::Point> seeds =
      ProminentSeeds(maxima, land.score, {height, scale.prominence_radius});
  const cv::Mat1i labels = GrowFromSeeds(seeds, mask, scale.growth_limit);
  const cv::Mat1i nuclei =
      CutBelow(labels, dark, smooth,
               EdgeLevels(seeds, smooth, background, parameters.edge_height));
  return CollectNuclei(seeds, nuclei, scale.min_area_px);
}

DetectorDescription ClassicalDetector::Describe() const {
  return {std::string(kClassicalDetectorName), "", "",
          ParametersByName(parameters_)};
}

WorkingRect ClassicalDetector::Needed(const WorkingRect& tile) const {
  return tile.Inflated(ClassicalMarginPx(parameters_, setting_.mpp) +
                       setting_.label_reach_px);
}

Result<NucleusMap> ClassicalDetector::Detect(const OpticalDensityImage&,
                                             const StainPlanes& planes) const {
  return DetectNuclei(planes, setting_.mpp, parameters_);
}

}  // namespace cellquant::core
