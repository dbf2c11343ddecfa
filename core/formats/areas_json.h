// What report.json says of areas (docs/report.md).
#ifndef CELLQUANT_CORE_FORMATS_AREAS_JSON_H_
#define CELLQUANT_CORE_FORMATS_AREAS_JSON_H_

#include <nlohmann/json_fwd.hpp>

#include "core/protocol/protocol.h"
#include "core/regions/areas.h"
#include "core/tissue/edge_profile.h"

namespace cellquant::core {

// Returns {meshwork, profiles}: the parameters of what the protocol measures as
// an area, without what it does not measure.
nlohmann::json AreaRulesToJson(const Protocol& protocol);

// Returns the fields of a region of `area`, without what was not measured.
nlohmann::json RegionAreasToJson(const RegionAreas& areas,
                                 SquareMillimeters area);

// Returns what can be evaluated, of a region or of a class.
nlohmann::json EvaluableToJson(const EvaluableArea& evaluable);

// Returns the report's edge_stain.
nlohmann::json EdgeStainToJson(const EdgeProfile& edge);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_AREAS_JSON_H_
