// What the commands that drive a server share. Each is thin: read the
// arguments, call, print. Results go to standard output, and only there; an
// error is one line on standard error, and then standard output is empty.
#ifndef CELLQUANT_CLIENTS_CLI_REMOTE_REMOTE_COMMANDS_H_
#define CELLQUANT_CLIENTS_CLI_REMOTE_REMOTE_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "clients/cli/command.h"
#include "core/base/result.h"

namespace cellquant::cli {

struct RemoteArguments {
  std::string server;
  std::string name;  // of an analysis
  bool json = false;
};

// Each adds subcommands to `app`.
void AddSubmit(CLI::App& app, Action& action);
void AddAnalyses(CLI::App& app, Action& action);  // watch, get, list, ...
void AddCells(CLI::App& app, Action& action);

// Adds --server and --json.
void AddServerOptions(CLI::App& command, RemoteArguments& arguments,
                      const std::string& json_help);

// Adds a subcommand about one analysis: its name, --server and --json.
CLI::App* AddNamedArguments(CLI::App& app, const std::string& command,
                            const std::string& help,
                            const std::string& json_help,
                            RemoteArguments& arguments);

// Adds such a subcommand, which `run` does.
using Run = core::Result<void> (*)(const RemoteArguments& arguments);
void AddNamedCommand(CLI::App& app, Action& action, const std::string& command,
                     const std::string& help, const std::string& json_help,
                     Run run);

// The exit code of a command's outcome, after the complaint if it failed.
int Report(const core::Result<void>& outcome);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_REMOTE_REMOTE_COMMANDS_H_
