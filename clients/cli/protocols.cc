// cellquant protocols: which markers can be measured, and how.
#include "clients/cli/protocols.h"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "clients/cli/protocol_argument.h"
#include "core/formats/protocol_json.h"
#include "core/formats/protocol_yaml.h"

namespace cellquant::cli {
namespace {

using nlohmann::json;

json Described(const core::Protocol& protocol) {
  json object = core::ProtocolToJson(protocol);
  object["description"] = protocol.description;
  object["caveats"] = json::array();
  for (const core::TherapyCaveat& caveat : protocol.caveats) {
    object["caveats"].push_back(
        {{"therapy", caveat.therapy}, {"text", caveat.text}});
  }
  object.update(core::DetectionToJson(protocol));
  return object;
}

std::string FirstLine(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

int List(bool as_json) {
  const auto catalog = core::ProtocolCatalog::LoadInstalled();
  if (!catalog) return Complain(catalog.error());
  json all = json::array();
  for (const auto& [id, protocol] : catalog->all()) {
    all.push_back(Described(protocol));
    if (as_json) continue;
    std::cout << fmt::format("{:8}{:8}{:8}{}\n", id, protocol.version,
                             protocol.marker, FirstLine(protocol.description));
  }
  if (as_json) std::cout << all.dump(2) << '\n';
  return 0;
}

int Show(const std::string& name, bool as_json) {
  const auto found = FindProtocol(name);
  if (!found) return Complain(found.error());
  std::cout << (as_json ? Described(found->protocol).dump(2) + "\n"
                        : found->yaml);
  return 0;
}

}  // namespace

void AddProtocols(CLI::App& app, Action& action) {
  auto as_json = std::make_shared<bool>(false);
  auto name = std::make_shared<std::string>();
  CLI::App* family = app.add_subcommand(
      "protocols", "What is measured for each marker, and how");
  family->require_subcommand(1);

  CLI::App* list = family->add_subcommand("list", "List all protocols");
  list->add_flag("--json", *as_json, "Print JSON");
  list->callback(
      [as_json, &action] { action = [as_json] { return List(*as_json); }; });

  CLI::App* show = family->add_subcommand("show", "Print one protocol");
  show->add_option("PROTOCOL", *name, "An id, for example cd138, or a file")
      ->required();
  show->add_flag("--json", *as_json, "Print JSON, defaults filled in");
  show->callback([as_json, name, &action] {
    action = [as_json, name] { return Show(*name, *as_json); };
  });

  AddProtocolsCheck(*family, action);
  AddProtocolsDiff(*family, action);
}

}  // namespace cellquant::cli
