#include "clients/cli/remote/remote_commands.h"

namespace cellquant::cli {

void AddServerOptions(CLI::App& command, RemoteArguments& arguments,
                      const std::string& json_help) {
  command
      .add_option("--server", arguments.server,
                  "Address of cellquantd, for example 127.0.0.1:50551")
      ->type_name("ADDR")
      ->required();
  command.add_flag("--json", arguments.json, json_help);
}

CLI::App* AddNamedArguments(CLI::App& app, const std::string& command,
                            const std::string& help,
                            const std::string& json_help,
                            RemoteArguments& arguments) {
  CLI::App* added = app.add_subcommand(command, help);
  AddServerOptions(*added, arguments, json_help);
  added
      ->add_option("NAME", arguments.name,
                   "The analysis, with or without \"analyses/\"")
      ->required();
  return added;
}

void AddNamedCommand(CLI::App& app, Action& action, const std::string& command,
                     const std::string& help, const std::string& json_help,
                     Run run) {
  auto arguments = std::make_shared<RemoteArguments>();
  AddNamedArguments(app, command, help, json_help, *arguments)
      ->callback([arguments, run, &action] {
        action = [arguments, run] { return Report(run(*arguments)); };
      });
}

int Report(const core::Result<void>& outcome) {
  return outcome ? 0 : Complain(outcome.error());
}

void AddRemoteCommands(CLI::App& app, Action& action) {
  AddSubmit(app, action);
  AddAnalyses(app, action);
  AddCells(app, action);
}

}  // namespace cellquant::cli
