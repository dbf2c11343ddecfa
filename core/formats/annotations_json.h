// Where a report's regions come from, as JSON.
#ifndef CELLQUANT_CORE_FORMATS_ANNOTATIONS_JSON_H_
#define CELLQUANT_CORE_FORMATS_ANNOTATIONS_JSON_H_

#include <nlohmann/json_fwd.hpp>

#include "core/regions/report.h"

namespace cellquant::core {

// Returns the report's member "annotations".
nlohmann::json AnnotationSourceToJson(const AnnotationSource& source);

// Returns the members of a region that its annotation gives: who, when, and
// what was taken off. Only those that say something.
nlohmann::json AnnotationOfRegionToJson(const RegionReport& region);

// Takes off a report what names the annotations and does not change a number;
// the digest does not cover it.
void EraseAnnotationNames(nlohmann::json& report);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_ANNOTATIONS_JSON_H_
