// Every parameter of a protocol that can change a number, in one flat list:
// what two protocols are compared by, and what a version stands for.
#ifndef CELLQUANT_CORE_FORMATS_PROTOCOL_PARAMETERS_H_
#define CELLQUANT_CORE_FORMATS_PROTOCOL_PARAMETERS_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/protocol/protocol.h"

namespace cellquant::core {

// Returns an object of all parameters, defaults filled in, named as in
// report.json; those of a detector as "network_detection.seed_radius_um", of a
// section that only some protocols have as "meshwork.low_od". Thread-safe.
nlohmann::json AllParameters(const Protocol& protocol);

// Returns the SHA-256 of AllParameters as canonical JSON. Neither description
// nor comments change it, nor what is only spelled otherwise (0.2 for 0.20).
// Thread-safe.
std::string ParametersSha256(const Protocol& protocol);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_PROTOCOL_PARAMETERS_H_
