// The detector's parameters by name, so that protocol files can set them and
// reports can list them all.
#ifndef CELLQUANT_CORE_CELLS_DETECTION_FIELDS_H_
#define CELLQUANT_CORE_CELLS_DETECTION_FIELDS_H_

#include <string_view>
#include <vector>

#include "core/cells/classical_detector.h"

namespace cellquant::core {

struct DetectionField {
  std::string_view name;  // as in protocol files, with unit
  double ClassicalDetection::*member;
  double low;  // accepted range
  double high;
};

// Returns every field of ClassicalDetection.
const std::vector<DetectionField>& DetectionFields();

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_DETECTION_FIELDS_H_
