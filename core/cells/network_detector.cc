#include "core/cells/network_detector.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <utility>
#include <vector>

#include "core/cells/detection_fields.h"
#include "core/cells/filters.h"
#include "core/cells/nucleus_extent.h"
#include "core/cells/seeds.h"

namespace cellquant::core {
namespace {

constexpr int kHeatPasses = 1;    // of (1 2 1)/4
constexpr int kLeastTilePx = 32;  // smaller ones are nearly all margin

// The parameters in pixels: what is computed with and what the margin is made
// of, so that the two cannot differ.
struct PixelScale {
  int seed_radius;
  int seed_disc;
  int growth_limit;  // in fifths of a pixel
};

int RoundedPx(double um, double mpp) {
  return static_cast<int>(std::lround(um / mpp));
}

PixelScale ScaleOf(const NetworkDetection& p, double mpp) {
  return {std::max(1, RoundedPx(p.seed_radius_um, mpp)),
          RoundedPx(p.seed_disc_um, mpp),
          std::max(1, RoundedPx(p.nucleus_radius_um * kChamferUnit, mpp))};
}

// Whole numbers compare with a share of one exactly: both are dyadic or the
// comparison is not near.
double Level(double probability) { return probability * kProbabilityOne; }

cv::Mat1b AtLeast(const cv::Mat1i& map, double probability) {
  const double level = Level(probability);
  cv::Mat1b mask(map.size());
  for (int y = 0; y < map.rows; ++y) {
    for (int x = 0; x < map.cols; ++x) mask(y, x) = map(y, x) >= level ? 1 : 0;
  }
  return mask;
}

void AddDisc(cv::Mat1b& mask, cv::Point center, int radius) {
  const int top = std::max(0, center.y - radius);
  const int bottom = std::min(mask.rows - 1, center.y + radius);
  const int left = std::max(0, center.x - radius);
  const int right = std::min(mask.cols - 1, center.x + radius);
  for (int y = top; y <= bottom; ++y) {
    for (int x = left; x <= right; ++x) {
      const cv::Point away = cv::Point(x, y) - center;
      if (away.dot(away) <= radius * radius) mask(y, x) = 1;
    }
  }
}

// The share of `whole` that `part` is, at most 1, in steps of 2^-14.
double Share(int part, int whole) {
  const auto scaled =
      (std::int64_t{part} * kProbabilityOne + whole / 2) / whole;
  return static_cast<double>(std::min<std::int64_t>(scaled, kProbabilityOne)) /
         kProbabilityOne;
}

}  // namespace

// A pixel's label is that of the nearest seed within one nucleus radius E, on a
// way through the mask, which discs round seeds belong to. A nucleus with its
// centroid in the tile has its pixels, and the labels promised beside them,
// within 2 E of it; the seeds that decide them lie within 3 E and a disc.
int NetworkMarginPx(const NetworkDetection& parameters, double mpp) {
  const PixelScale scale = ScaleOf(parameters, mpp);
  const int radius = (scale.growth_limit + kChamferUnit - 1) / kChamferUnit;
  return 3 * radius + scale.seed_disc + scale.seed_radius + kHeatPasses;
}

NucleusMap NucleiOfMaps(const NetworkMaps& maps, double mpp,
                        const NetworkDetection& parameters) {
  const PixelScale scale = ScaleOf(parameters, mpp);
  const cv::Mat1i heat = Smooth(maps.cell, kHeatPasses);
  const cv::Mat1i nucleus_heat = Smooth(maps.nucleus_positive, kHeatPasses);
  const cv::Mat1i membrane_heat = Smooth(maps.membrane_positive, kHeatPasses);
  const std::vector<cv::Point> seeds = LocalMaxima(
      heat, AtLeast(heat, parameters.cell_probability), scale.seed_radius);

  cv::Mat1b mask = AtLeast(maps.nucleus, parameters.nucleus_probability);
  for (const cv::Point seed : seeds) AddDisc(mask, seed, scale.seed_disc);
  NucleusMap map =
      CollectNuclei(seeds, GrowFromSeeds(seeds, mask, scale.growth_limit), 1.0);
  for (Nucleus& nucleus : map.nuclei) {
    const int cell = heat(nucleus.seed);
    nucleus.verdict = NetworkVerdict{Share(cell, kProbabilityOne),
                                     Share(nucleus_heat(nucleus.seed), cell),
                                     Share(membrane_heat(nucleus.seed), cell)};
  }
  map.heat = heat;
  return map;
}

Result<std::unique_ptr<Detector>> NetworkDetector::Make(
    std::shared_ptr<const NetworkModel> model,
    const NetworkDetection& parameters, const DetectionSetting& setting) {
  const int reach = kNetworkReachPx + NetworkMarginPx(parameters, setting.mpp) +
                    setting.label_reach_px;
  const int steps = (reach + kNetworkStepPx - 1) / kNetworkStepPx;
  const int margin = steps * kNetworkStepPx;
  if (model->block_px() - 2 * margin < kLeastTilePx) {
    return Fail(ErrorReason::kModelInvalid,
                fmt::format("{}: its blocks of {} px are too small for a "
                            "margin of {} px on each side",
                            model->name(), model->block_px(), margin));
  }
  return std::unique_ptr<Detector>(
      new NetworkDetector(std::move(model), parameters, setting.mpp, margin));
}

DetectorDescription NetworkDetector::Describe() const {
  return {std::string(kNetworkDetectorName), model_->name(), model_->sha256(),
          ParametersByName(parameters_)};
}

std::int64_t NetworkDetector::TileSide(std::int64_t) const {
  return model_->block_px() - 2 * margin_px_;
}

WorkingRect NetworkDetector::Needed(const WorkingRect& tile) const {
  const std::int64_t side = TileSide(0);
  const WorkingRect square{FloorDiv(tile.x, side) * side,
                           FloorDiv(tile.y, side) * side, side, side};
  return square.Inflated(margin_px_);
}

Result<NucleusMap> NetworkDetector::Detect(const OpticalDensityImage& density,
                                           const StainPlanes&) const {
  CQ_ASSIGN(const NetworkMaps maps, model_->Run(density));
  return NucleiOfMaps(maps, mpp_, parameters_);
}

}  // namespace cellquant::core
