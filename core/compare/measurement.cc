#include "core/compare/measurement.h"

namespace cellquant::core {

const ClassMeasurement* FindClass(const SlideMeasurement& measurement,
                                  const std::string& region_class) {
  for (const ClassMeasurement& one : measurement.classes) {
    if (one.region_class == region_class && !one.negative_control) return &one;
  }
  return nullptr;
}

}  // namespace cellquant::core
