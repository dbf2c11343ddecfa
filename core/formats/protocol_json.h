// What report.json and the wire say of a protocol.
#ifndef CELLQUANT_CORE_FORMATS_PROTOCOL_JSON_H_
#define CELLQUANT_CORE_FORMATS_PROTOCOL_JSON_H_

#include <nlohmann/json_fwd.hpp>

#include "core/protocol/protocol.h"

namespace cellquant::core {

// Returns {id, version, marker, parameters} as in report.json, without the
// parameters of a detector.
nlohmann::json ProtocolToJson(const Protocol& protocol);

// Returns {classical_detection, network_detection}: every parameter of each
// detector as the protocol has it.
nlohmann::json DetectionToJson(const Protocol& protocol);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_PROTOCOL_JSON_H_
