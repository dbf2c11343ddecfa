// cellquant protocols diff: what two protocols measure differently.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "clients/cli/protocol_argument.h"
#include "clients/cli/protocols.h"
#include "core/base/printable_text.h"
#include "core/formats/protocol_parameters.h"

namespace cellquant::cli {
namespace {

using nlohmann::json;

constexpr int kDifferent = 1;  // exit code, as diff's

constexpr const char* kHelp =
    "Compares what can change a number, defaults filled in; not marker, "
    "description\nor comments.\n"
    "  cellquant protocols diff cd20 cd138\n"
    "  cellquant protocols diff cd20 mine.yaml\n"
    "Exit code 0: no parameter differs; 1: at least one does; others: an "
    "error.";

struct Arguments {
  std::string a;
  std::string b;
  bool json = false;
};

// [{parameter, a, b}] for each parameter that differs.
json Differences(const core::Protocol& a, const core::Protocol& b) {
  json of_a = core::AllParameters(a);
  json of_b = core::AllParameters(b);
  json all = of_a;
  all.update(of_b);
  json differences = json::array();
  for (const auto& [name, value] : all.items()) {
    if (of_a[name] == of_b[name]) continue;  // null where a protocol has none
    differences.push_back(
        {{"parameter", name}, {"a", of_a[name]}, {"b", of_b[name]}});
  }
  return differences;
}

json Side(const std::string& name, const core::Protocol& protocol) {
  return {{"name", core::PrintableText(name)},
          {"id", protocol.id},
          {"version", protocol.version}};
}

std::string Heading(const std::string& name, const core::Protocol& protocol) {
  return core::PrintableText(
      name == protocol.id
          ? fmt::format("{} {}", name, protocol.version)
          : fmt::format("{} ({} {})", name, protocol.id, protocol.version));
}

std::string ValueText(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

void PrintDifferences(const std::string& a, const std::string& b,
                      const json& differences) {
  std::size_t width = a.size();
  for (const json& row : differences) {
    width = std::max(width, ValueText(row["a"]).size());
  }
  const auto print = [&](const std::string& name, const std::string& of_a,
                         const std::string& of_b) {
    std::cout << fmt::format("{:<42}{:<{}}  {}\n", name, of_a, width, of_b);
  };
  print("", a, b);
  for (const json& row : differences) {
    print(row["parameter"].get<std::string>(), ValueText(row["a"]),
          ValueText(row["b"]));
  }
  if (differences.empty()) std::cout << "no parameter differs\n";
}

int Diff(const Arguments& arguments) {
  const auto a = FindProtocol(arguments.a);
  if (!a) return Complain(a.error());
  const auto b = FindProtocol(arguments.b);
  if (!b) return Complain(b.error());
  const json differences = Differences(a->protocol, b->protocol);
  if (arguments.json) {
    const json all = {{"a", Side(arguments.a, a->protocol)},
                      {"b", Side(arguments.b, b->protocol)},
                      {"differences", differences}};
    std::cout << all.dump(2) << '\n';
  } else {
    PrintDifferences(Heading(arguments.a, a->protocol),
                     Heading(arguments.b, b->protocol), differences);
  }
  return differences.empty() ? 0 : kDifferent;
}

}  // namespace

void AddProtocolsDiff(CLI::App& family, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* diff = family.add_subcommand(
      "diff", "Print the parameters that differ between two protocols");
  diff->footer(kHelp);
  diff->add_option("A", a->a, "An id, for example cd138, or a file")
      ->required();
  diff->add_option("B", a->b, "Another")->required();
  diff->add_flag("--json", a->json, "Print JSON");
  diff->callback([a, &action] { action = [a] { return Diff(*a); }; });
}

}  // namespace cellquant::cli
