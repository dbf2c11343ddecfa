// The parts of `cellquant protocols` that have a file of their own.
#ifndef CELLQUANT_CLIENTS_CLI_PROTOCOLS_H_
#define CELLQUANT_CLIENTS_CLI_PROTOCOLS_H_

#include <CLI/CLI.hpp>

#include "clients/cli/command.h"

namespace cellquant::cli {

// Each adds one subcommand to the family.
void AddProtocolsCheck(CLI::App& family, Action& action);
void AddProtocolsDiff(CLI::App& family, Action& action);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_PROTOCOLS_H_
