// The parameters of detection and measurement by name, so that protocol files
// can set them and reports can list them all.
#ifndef CELLQUANT_CORE_CELLS_DETECTION_FIELDS_H_
#define CELLQUANT_CORE_CELLS_DETECTION_FIELDS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/cells/classical_detector.h"
#include "core/cells/measure.h"
#include "core/cells/network_detector.h"

namespace cellquant::core {

template <class Parameters>
struct DetectionField {
  std::string_view name;  // as in protocol files, with unit
  double Parameters::*member;
  double low;  // accepted range
  double high;
  double step = 0.0;  // values are whole multiples of it; 0: any
};

// Returns every field of ClassicalDetection, of NetworkDetection or of
// CompartmentGeometry.
template <class Parameters>
const std::vector<DetectionField<Parameters>>& DetectionFields();
template <>
const std::vector<DetectionField<ClassicalDetection>>& DetectionFields();
template <>
const std::vector<DetectionField<NetworkDetection>>& DetectionFields();
template <>
const std::vector<DetectionField<CompartmentGeometry>>& DetectionFields();

// Returns every parameter with its name.
template <class Parameters>
std::map<std::string, double> ParametersByName(const Parameters& parameters) {
  std::map<std::string, double> by_name;
  for (const auto& field : DetectionFields<Parameters>()) {
    by_name.emplace(field.name, parameters.*field.member);
  }
  return by_name;
}

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_DETECTION_FIELDS_H_
