// Cohorts made by hand.
#ifndef CELLQUANT_TESTS_COMPARE_COHORT_SCENE_H_
#define CELLQUANT_TESTS_COMPARE_COHORT_SCENE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/compare/cohort.h"
#include "core/compare/cohort_entry.h"

namespace cellquant::core {

inline ClassMeasurement ClassOf(const std::string& name, std::uint32_t count,
                                double area_mm2) {
  ClassMeasurement one;
  one.region_class = name;
  one.region_count = 1;
  one.enclosed_area = SquareMillimeters(area_mm2);
  one.area = SquareMillimeters(area_mm2);
  one.cell_count = 5000;
  one.positive_cell_count = count;
  return one;
}

// A report of a slide that goes with every other.
inline SlideMeasurement ReportOf(const std::string& marker,
                                 std::vector<ClassMeasurement> classes) {
  SlideMeasurement one;
  one.marker = marker;
  one.protocol_id = "p";
  one.protocol_version = "1";
  one.protocol_sha256 = "00";
  one.detector = "network";
  one.mpp = one.working_mpp = {0.25, 0.25};
  one.cleared_below = CellsPerSquareMillimeter(1.0);
  one.stains.in_force = {{0.65, 0.70, 0.29}, {0.27, 0.57, 0.78}};
  one.stains.white_point = {243.0, 243.0, 243.0};
  one.classes = std::move(classes);
  return one;
}

// An entry with one class, "Medulla", of 10 mm2.
inline CohortEntry EntryOf(const std::string& patient,
                           const std::string& timepoint, int day,
                           std::uint32_t count,
                           const std::string& marker = "CD138") {
  CohortEntry entry{
      .patient = patient, .timepoint = timepoint, .marker = marker, .day = day};
  SlideMeasurement report = ReportOf(marker, {ClassOf("Medulla", count, 10.0)});
  report.slide_sha256 = patient + timepoint + marker;
  return *WithMeasurement(entry, std::move(report));
}

inline std::string PatientName(int i) {
  return "patient-" + std::to_string(10 + i);
}

// `patients` patients, each with 1000 + 37 i cells before and `after` + i
// after.
inline std::vector<CohortEntry> CohortOf(int patients, std::uint32_t after) {
  std::vector<CohortEntry> entries;
  for (int i = 0; i < patients; ++i) {
    const auto more = static_cast<std::uint32_t>(i);
    entries.push_back(EntryOf(PatientName(i), "pre", -7, 1000 + 37 * more));
    entries.push_back(EntryOf(PatientName(i), "d90", 90, after + more));
  }
  return entries;
}

}  // namespace cellquant::core

#endif  // CELLQUANT_TESTS_COMPARE_COHORT_SCENE_H_
