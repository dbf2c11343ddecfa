// How timepoints are compared, as options of several subcommands.
#ifndef CELLQUANT_CLIENTS_CLI_COMPARE_OPTIONS_H_
#define CELLQUANT_CLIENTS_CLI_COMPARE_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/compare/comparison.h"

namespace cellquant::cli {

struct CompareArguments {
  std::vector<std::string> internal_controls;  // "CLASS" or "MARKER=CLASS"
  std::vector<double> margin;                  // none, or two
  bool force = false;
};

// Adds --internal-control, --margin and --force.
void AddCompareOptions(CLI::App& command, CompareArguments& arguments);

// Returns what they ask for. Fails with kInvalidArgument for a marker that has
// two internal controls.
core::Result<core::CompareOptions> OptionsOf(const CompareArguments& arguments);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_COMPARE_OPTIONS_H_
