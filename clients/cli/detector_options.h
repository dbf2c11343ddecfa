// What finds the nuclei, as options of the commands that analyse slides.
#ifndef CELLQUANT_CLIENTS_CLI_DETECTOR_OPTIONS_H_
#define CELLQUANT_CLIENTS_CLI_DETECTOR_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/cells/detector.h"
#include "core/cells/network_model.h"

namespace cellquant::cli {

struct DetectorArguments {
  std::string detector{core::kNetworkDetectorName};
  std::string model;
  int threads = 0;
};

// Adds --threads, --detector and --model.
void AddDetectorOptions(CLI::App& command, DetectorArguments& arguments);

// Returns the network to find nuclei with; none for the classical detector.
// Fails as core::NetworkModel::Load, and with kInvalidArgument for a model of
// the classical detector.
core::Result<std::shared_ptr<const core::NetworkModel>> LoadNetwork(
    const DetectorArguments& arguments);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_DETECTOR_OPTIONS_H_
