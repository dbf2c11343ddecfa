#include "clients/cli/detector_options.h"

namespace cellquant::cli {

void AddDetectorOptions(CLI::App& command, DetectorArguments& arguments) {
  command.add_option("--threads", arguments.threads,
                     "Worker threads; 0: all cores");
  command.add_option("--detector", arguments.detector, "How nuclei are found")
      ->check(CLI::IsMember({"network", "classical"}))
      ->capture_default_str();
  command
      .add_option("--model", arguments.model,
                  "ONNX file of the network; without it, the one that came "
                  "with the program")
      ->type_name("FILE");
}

core::Result<std::shared_ptr<const core::NetworkModel>> LoadNetwork(
    const DetectorArguments& arguments) {
  if (arguments.detector != core::kClassicalDetectorName) {
    return arguments.model.empty() ? core::NetworkModel::LoadInstalled()
                                   : core::NetworkModel::Load(arguments.model);
  }
  if (arguments.model.empty()) return nullptr;
  return core::Fail(core::ErrorReason::kInvalidArgument,
                    "--model is of the network detector, not of the "
                    "classical one");
}

}  // namespace cellquant::cli
