// `cellquant`: counts stained cells here, or asks a server to.
#include <fmt/format.h>
#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "clients/cli/command.h"

namespace {

using cellquant::cli::Action;
using cellquant::core::ErrorReason;

constexpr const char* kDescription =
    "cellquant counts stained cells per mm2 in the annotated regions of "
    "whole-slide\nimmunohistochemistry images.\n\n"
    "Try it:\n"
    "  cellquant phantom --preset before --marker cd138 --size-px 4000x3000 "
    "\\\n"
    "      --seed 1 --out node.tif --regions node.geojson --truth node.csv\n"
    "  cellquant quantify node.tif --regions node.geojson --protocol cd138 \\\n"
    "      --out result\n\n"
    "For research use only; not a medical device.";

int Run(int argc, char** argv) {
  CLI::App app(kDescription, "cellquant");
  app.set_version_flag("--version", CELLQUANT_VERSION);
  app.require_subcommand(1);
  app.footer("Exit codes follow sysexits.h; docs/cli.md lists them.");
  Action action;
  cellquant::cli::AddQuantify(app, action);
  cellquant::cli::AddCompare(app, action);
  cellquant::cli::AddCohort(app, action);
  cellquant::cli::AddRegions(app, action);
  cellquant::cli::AddCalibrate(app, action);
  cellquant::cli::AddPhantom(app, action);
  cellquant::cli::AddProtocols(app, action);
  cellquant::cli::AddPower(app, action);
  cellquant::cli::AddRender(app, action);
  cellquant::cli::AddRemoteCommands(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    return cellquant::cli::Complain(
        {ErrorReason::kInvalidArgument,
         fmt::format("{} (see cellquant --help)", error.what())});
  }
  return action();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return Run(argc, argv);
  } catch (const std::exception& error) {
    return cellquant::cli::Complain({ErrorReason::kInternal, error.what()});
  }
}
