// What the subcommands of `cellquant` have in common.
#ifndef CELLQUANT_CLIENTS_CLI_COMMAND_H_
#define CELLQUANT_CLIENTS_CLI_COMMAND_H_

#include <CLI/CLI.hpp>
#include <functional>

#include "core/base/error.h"

namespace cellquant::cli {

// What the chosen subcommand does; returns the exit code. Parsing only sets
// it, so that usage errors come before any work.
using Action = std::function<int()>;

// Each adds one subcommand (or a family of them) to `app`.
void AddQuantify(CLI::App& app, Action& action);
void AddCompare(CLI::App& app, Action& action);
void AddCohort(CLI::App& app, Action& action);
void AddRegions(CLI::App& app, Action& action);
void AddCalibrate(CLI::App& app, Action& action);
void AddPhantom(CLI::App& app, Action& action);
void AddProtocols(CLI::App& app, Action& action);
void AddPower(CLI::App& app, Action& action);
void AddRender(CLI::App& app, Action& action);
void AddRemoteCommands(CLI::App& app, Action& action);  // submit, get, ...

// The exit code of an error, after sysexits.h (docs/cli.md).
int ExitCode(core::ErrorReason reason);

// Prints "cellquant: REASON: message" on standard error and returns the exit
// code: a command's `return Complain(error);`.
int Complain(const core::Error& error);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_COMMAND_H_
