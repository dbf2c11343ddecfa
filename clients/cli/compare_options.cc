#include "clients/cli/compare_options.h"

namespace cellquant::cli {

void AddCompareOptions(CLI::App& command, CompareArguments& arguments) {
  command
      .add_option("--internal-control", arguments.internal_controls,
                  "Class of the regions that hold cells known to be stained at "
                  "any time, such as CD20=Mantle: their stain must be as "
                  "strong before and after. Without MARKER it is for all; may "
                  "be given again")
      ->type_name("[MARKER=]CLASS");
  command
      .add_option("--margin", arguments.margin,
                  "Ratios that count as unchanged, by default 0.8,1.25")
      ->type_name("LOW,HIGH")
      ->delimiter(',')
      ->expected(2);
  command.add_flag("--force", arguments.force,
                   "Give verdicts although the gate refuses; recorded in the "
                   "result");
}

core::Result<core::CompareOptions> OptionsOf(
    const CompareArguments& arguments) {
  core::CompareOptions options;
  for (const std::string& text : arguments.internal_controls) {
    const std::size_t sign = text.find('=');
    const bool named = sign != std::string::npos;
    const std::string marker = named ? text.substr(0, sign) : "";
    const bool is_new =
        options.gate.internal_controls
            .try_emplace(marker, named ? text.substr(sign + 1) : text)
            .second;
    if (!is_new) {
      return core::Fail(core::ErrorReason::kInvalidArgument,
                        "two internal controls of one marker: --internal-"
                        "control " +
                            text);
    }
  }
  if (!arguments.margin.empty()) {
    options.margin_low = arguments.margin[0];
    options.margin_high = arguments.margin[1];
  }
  options.force = arguments.force;
  return options;
}

}  // namespace cellquant::cli
