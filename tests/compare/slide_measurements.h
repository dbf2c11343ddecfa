// Measurements to compare, made by hand.
#ifndef CELLQUANT_TESTS_COMPARE_SLIDE_MEASUREMENTS_H_
#define CELLQUANT_TESTS_COMPARE_SLIDE_MEASUREMENTS_H_

#include <string>

#include "core/compare/measurement.h"

namespace cellquant::core {

// Returns one class of regions: `count` positive cells, evenly spread over
// `side` x `side` blocks of 1 mm2.
inline ClassMeasurement EvenClass(std::string name, std::uint32_t count,
                                  int side) {
  ClassMeasurement one;
  one.region_class = std::move(name);
  one.region_count = 1;
  one.area = one.enclosed_area =
      SquareMillimeters(static_cast<double>(side * side));
  one.cell_count = 8000;
  one.positive_cell_count = count;
  const auto blocks = static_cast<std::uint32_t>(side * side);
  for (std::uint32_t k = 0; k < blocks; ++k) {
    one.blocks.push_back({k % static_cast<std::uint32_t>(side),
                          k / static_cast<std::uint32_t>(side),
                          count / blocks + (k < count % blocks ? 1U : 0U),
                          SquareMillimeters(1.0)});
  }
  if (count > 0) one.positive_dab = OpticalDensity(0.5);
  return one;
}

// Returns a measurement of patient-01 on a day of which everything is known,
// so that two of them pass the gate. It has a class "Node" of 36 mm2 and an
// internal control "Mantle".
inline SlideMeasurement MeasurementOn(int day, std::uint32_t positive_cells) {
  SlideMeasurement one;
  one.name = "day" + std::to_string(day);
  one.digest = "sha256:" + one.name;
  one.slide_name = one.name + ".svs";
  one.slide_sha256 = one.name;
  one.slide_format = "aperio";
  one.scanner = "scanner";
  one.mpp = {0.25, 0.25};
  one.protocol_id = "cd138";
  one.protocol_version = "1.0.0";
  one.protocol_sha256 = "0a";
  one.marker = "CD138";
  one.cleared_below = CellsPerSquareMillimeter(1.0);
  one.recall_validated = true;
  one.detector = "network";
  one.software = "1.0.0";
  Specimen specimen;
  specimen.patient = "patient-01";
  specimen.stain_clone = "clone";
  specimen.section_thickness_um = 2.0;
  specimen.timepoint_label = one.name;
  specimen.timepoint_day = day;
  one.specimen = specimen;
  one.stains.hematoxylin = one.stains.in_force.hematoxylin =
      Unit(one.stains.in_force.hematoxylin);
  one.stains.dab = one.stains.in_force.dab = Unit(one.stains.in_force.dab);
  one.stains.hematoxylin_strength = OpticalDensity(0.26);
  one.stains.dab_strength = OpticalDensity(0.6);
  one.stains.white_point = {240.0, 240.0, 240.0};
  one.sharpness = 1.0;
  one.classes = {EvenClass("Mantle", 3600, 6),
                 EvenClass("Node", positive_cells, 6)};
  return one;
}

}  // namespace cellquant::core

#endif  // CELLQUANT_TESTS_COMPARE_SLIDE_MEASUREMENTS_H_
