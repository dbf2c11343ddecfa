#include "core/pipeline/calibrate_slide.h"

#include <utility>

#include "core/tissue/tissue_sample.h"

namespace cellquant::core {
namespace {

void Apply(const StainProfile& profile, const Protocol& protocol,
           Calibration& calibration) {
  calibration.profile =
      AppliedProfile{profile.name, profile.version, profile.sha256};
  calibration.stains = profile.stains;
  calibration.stains_source = CalibrationSource::kProfile;
  if (profile.white_point) {
    calibration.white_point = *profile.white_point;
    calibration.white_point_source = CalibrationSource::kProfile;
  }
  if (profile.thresholds.contains(protocol.id)) {
    calibration.threshold_source = CalibrationSource::kProfile;
  }
}

// The profile's strength goes before the slide's; without either, hematoxylin
// stays as it is.
void ChooseFactor(const std::optional<StainProfile>& profile,
                  Calibration& calibration) {
  if (profile && profile->hematoxylin_strength) {
    calibration.hematoxylin_factor =
        HematoxylinFactor(*profile->hematoxylin_strength);
    calibration.hematoxylin_factor_source = CalibrationSource::kProfile;
  } else if (const auto& slides = calibration.strengths.hematoxylin.density) {
    calibration.hematoxylin_factor = HematoxylinFactor(*slides);
    calibration.hematoxylin_factor_source = CalibrationSource::kSlide;
  }
}

}  // namespace

Result<Calibration> CalibrateSlide(const TileSource& source,
                                   const WorkingGrid& grid,
                                   const Overview& overview,
                                   const Protocol& protocol,
                                   const std::optional<StainProfile>& profile,
                                   bool for_network) {
  CQ_ASSIGN(Calibration calibration,
            Calibrate(overview, protocol.stains, protocol.default_white_point));
  if (profile) Apply(*profile, protocol, calibration);
  CQ_ASSIGN(const TissueSample sample,
            SampleTissue(source, grid, overview, calibration.white_point));
  calibration.estimate = EstimateStains(sample, calibration.stains);
  calibration.strengths = MeasureStrengths(sample, calibration.stains);
  if (for_network) ChooseFactor(profile, calibration);
  return calibration;
}

Protocol WithProfile(Protocol protocol,
                     const std::optional<StainProfile>& profile) {
  if (!profile) return protocol;
  const auto found = profile->thresholds.find(protocol.id);
  if (found != profile->thresholds.end()) {
    protocol.positivity.threshold = found->second.threshold;
  }
  return protocol;
}

}  // namespace cellquant::core
