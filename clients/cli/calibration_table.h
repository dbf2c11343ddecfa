// What `cellquant calibrate` prints: what was found next to what the protocol
// says.
#ifndef CELLQUANT_CLIENTS_CLI_CALIBRATION_TABLE_H_
#define CELLQUANT_CLIENTS_CLI_CALIBRATION_TABLE_H_

#include <ostream>

#include "core/protocol/protocol.h"
#include "core/regions/control_threshold.h"
#include "core/tissue/calibration.h"

namespace cellquant::cli {

// Prints white point, stain vectors with the reason why an estimate is not
// accepted, and strengths.
void PrintCalibration(std::ostream& out, const core::Calibration& calibration,
                      const core::Protocol& protocol);

// Prints a threshold from control tissue.
void PrintThreshold(std::ostream& out, const core::ControlThreshold& found,
                    const core::Protocol& protocol);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_CALIBRATION_TABLE_H_
