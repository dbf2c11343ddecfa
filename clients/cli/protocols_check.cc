// cellquant protocols check: whether protocol files can be measured by.
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "clients/cli/protocol_argument.h"
#include "clients/cli/protocols.h"
#include "core/base/printable_text.h"
#include "core/formats/protocol_parameters.h"

namespace cellquant::cli {
namespace {

using nlohmann::json;

constexpr const char* kHelp =
    "A file is wrong when quantify would refuse it: a mistake "
    "(FILE:LINE:COLUMN "
    "and\nthe reason), or the id and version of a protocol that came with the "
    "program but\nother numbers. All files are checked. Right ones are listed "
    "on standard output,\nwrong ones on standard error; --json lists both, too."
    "\nExit code 0: all are right; else that of the first wrong one.";

struct Arguments {
  std::vector<std::string> files;
  bool json = false;
};

json Verdict(const std::string& file,
             const core::Result<ProtocolWithText>& checked) {
  json verdict = {{"file", core::PrintableText(file)},
                  {"valid", checked.has_value()}};
  if (checked) {
    verdict["id"] = checked->protocol.id;
    verdict["version"] = checked->protocol.version;
    verdict["parameters_sha256"] = core::ParametersSha256(checked->protocol);
  } else {
    verdict["reason"] = core::ReasonName(checked.error().reason);
    verdict["message"] = core::PrintableText(checked.error().message);
  }
  return verdict;
}

int Check(const Arguments& arguments) {
  json verdicts = json::array();
  int code = 0;
  for (const std::string& file : arguments.files) {
    const auto checked = CheckedProtocolFile(file);
    verdicts.push_back(Verdict(file, checked));
    if (!checked) {
      const int wrong = Complain(checked.error());
      if (code == 0) code = wrong;
    } else if (!arguments.json) {
      std::cout << core::PrintableText(fmt::format("{}: {} {}", file,
                                                   checked->protocol.id,
                                                   checked->protocol.version))
                << '\n';
    }
  }
  if (arguments.json) std::cout << verdicts.dump(2) << '\n';
  return code;
}

}  // namespace

void AddProtocolsCheck(CLI::App& family, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* check = family.add_subcommand(
      "check", "Check protocol files, for example your own");
  check->footer(kHelp);
  check->add_option("FILE", a->files, "Protocol files")->required();
  check->add_flag("--json", a->json, "Print a verdict on each file as JSON");
  check->callback([a, &action] { action = [a] { return Check(*a); }; });
}

}  // namespace cellquant::cli
