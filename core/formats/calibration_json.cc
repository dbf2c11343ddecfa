#include "core/formats/calibration_json.h"

#include <nlohmann/json.hpp>

namespace cellquant::core {
namespace {

using nlohmann::json;

json ArmToJson(const StainArm& arm) {
  return {{"vector", arm.vector ? json(*arm.vector) : json::array()},
          {"degrees_from_start", arm.degrees_from_start},
          {"tissue_share", arm.share},
          {"reason", arm.reason}};
}

json EstimateToJson(const StainEstimate& estimate) {
  return {{"accepted", estimate.accepted()},
          {"hematoxylin", ArmToJson(estimate.hematoxylin)},
          {"dab", ArmToJson(estimate.dab)},
          {"sample_tiles", estimate.sample_tiles},
          {"sample_pixels", estimate.sample_pixels}};
}

json StrengthToJson(const StainStrength& strength) {
  json object = {{"pixels", strength.pixels}, {"reason", strength.reason}};
  if (strength.density) object["od"] = strength.density->value();
  return object;
}

}  // namespace

json CalibrationToJson(const Calibration& calibration) {
  json object = {{"white_point", calibration.white_point},
                 {"white_point_source",
                  CalibrationSourceName(calibration.white_point_source)},
                 {"hematoxylin_vector", calibration.stains.hematoxylin},
                 {"dab_vector", calibration.stains.dab},
                 {"stain_vectors_source",
                  CalibrationSourceName(calibration.stains_source)},
                 {"stain_estimate", EstimateToJson(calibration.estimate)},
                 {"hematoxylin_strength",
                  StrengthToJson(calibration.strengths.hematoxylin)},
                 {"dab_strength", StrengthToJson(calibration.strengths.dab)},
                 {"hematoxylin_factor", calibration.hematoxylin_factor},
                 {"hematoxylin_factor_source",
                  CalibrationSourceName(calibration.hematoxylin_factor_source)},
                 {"positive_threshold_source",
                  CalibrationSourceName(calibration.threshold_source)}};
  if (calibration.profile) {
    object["stain_profile"] = {{"name", calibration.profile->name},
                               {"version", calibration.profile->version},
                               {"sha256", calibration.profile->sha256}};
  }
  return object;
}

}  // namespace cellquant::core
