#include "core/cells/detection_fields.h"

namespace cellquant::core {

template <>
const std::vector<DetectionField<ClassicalDetection>>& DetectionFields() {
  using D = ClassicalDetection;
  static const std::vector<DetectionField<D>> fields = {
      {"red_knee_od", &D::red_knee_od, 0.05, 2.0},
      {"red_slope_above_knee", &D::red_slope_above_knee, 0.0, 1.0},
      {"dab_weight", &D::dab_weight, 0.0, 1.0},
      {"dab_cap_od", &D::dab_cap_od, 0.0, 2.0},
      {"smoothing_um", &D::smoothing_um, 0.0, 1.5},
      {"floor_od", &D::floor_od, 0.0, 1.0},
      {"contrast_od", &D::contrast_od, 0.0, 0.5},
      {"background_window_um", &D::background_window_um, 10.0, 25.0},
      {"glass_od", &D::glass_od, 0.0, 0.2},
      {"hole_area_um2", &D::hole_area_um2, 0.0, 50.0},
      {"hole_side_um", &D::hole_side_um, 0.0, 10.0},
      {"vote_min_gradient_od_per_um", &D::vote_min_gradient_od_per_um, 0.001,
       0.5},
      {"vote_full_gradient_od_per_um", &D::vote_full_gradient_od_per_um, 0.001,
       0.5},
      {"vote_min_radius_um", &D::vote_min_radius_um, 0.5, 8.0},
      {"vote_max_radius_um", &D::vote_max_radius_um, 1.0, 10.0},
      {"vote_smoothing_um", &D::vote_smoothing_um, 0.0, 2.0},
      {"vote_min_um", &D::vote_min_um, 0.0, 50.0},
      {"depth_cap_um", &D::depth_cap_um, 0.5, 8.0},
      {"vote_weight", &D::vote_weight, 0.0, 5.0},
      {"signal_weight_um_per_od", &D::signal_weight_um_per_od, 0.0, 50.0},
      {"seed_radius_um", &D::seed_radius_um, 1.0, 5.0},
      {"prominence_um", &D::prominence_um, 0.0, 5.0},
      {"prominence_radius_um", &D::prominence_radius_um, 1.0, 10.0},
      {"nucleus_radius_um", &D::nucleus_radius_um, 2.0, 12.0},
      {"edge_height", &D::edge_height, 0.0, 1.0},
      {"min_area_um2", &D::min_area_um2, 1.0, 100.0},
  };
  return fields;
}

template <>
const std::vector<DetectionField<NetworkDetection>>& DetectionFields() {
  using D = NetworkDetection;
  static const std::vector<DetectionField<D>> fields = {
      {"cell_probability", &D::cell_probability, 0.02, 0.99},
      {"seed_radius_um", &D::seed_radius_um, 1.0, 5.0},
      {"nucleus_probability", &D::nucleus_probability, 0.02, 1.0},
      {"seed_disc_um", &D::seed_disc_um, 0.0, 4.0},
      {"nucleus_radius_um", &D::nucleus_radius_um, 2.0, 12.0},
  };
  return fields;
}

template <>
const std::vector<DetectionField<CompartmentGeometry>>& DetectionFields() {
  using G = CompartmentGeometry;
  static const std::vector<DetectionField<G>> fields = {
      {"membrane_inner_um", &G::membrane_inner_um, 0.5, 3.0, 0.5},
      {"membrane_outer_um", &G::membrane_outer_um, 0.5, 6.0, 0.5},
      {"membrane_window_um", &G::membrane_window_um, 0.5, 3.0, 0.5},
      {"membrane_sectors", &G::membrane_sectors, 1.0, 8.0, 1.0},
      {"cytoplasm_inner_um", &G::cytoplasm_inner_um, 0.5, 3.0, 0.5},
      {"cytoplasm_outer_um", &G::cytoplasm_outer_um, 0.5, 6.0, 0.5},
      {"cytoplasm_quantile", &G::cytoplasm_quantile, 0.0, 1.0},
  };
  return fields;
}

}  // namespace cellquant::core
