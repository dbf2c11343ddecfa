// cellquant power: how much tissue it takes, and what a given area allows.
#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "clients/cli/command.h"
#include "core/regions/density.h"
#include "core/regions/limits.h"

namespace cellquant::cli {
namespace {

using core::CellsPerSquareMillimeter;
using core::RoundedUp;
using core::SquareMillimeters;
using nlohmann::json;

constexpr const char* kHelp =
    "Zero found is not zero present. How much tissue is needed to claim\n"
    "\"< x per mm2\"?\n"
    "  cellquant power --below 1.0                3.00 mm2, when none is "
    "found\n"
    "  cellquant power --below 1.0 --recall 0.9   3.33 mm2\n"
    "  cellquant power --below 1.0 --found 2      6.30 mm2, with up to 2 "
    "found\n"
    "What can be said of 5 mm2?\n"
    "  cellquant power --area 5                   < 0.600 per mm2, if none is\n"
    "                                             found\n"
    "And if 10 mm2 of tissue that holds no such cell gave 3 false positives?\n"
    "  cellquant power --area 5 --control-area 10 --control-count 3\n"
    "      decision limit: 6 cells; fewer cannot be told from the control, "
    "and\n"
    "          the result is \"< x\"\n"
    "      detection limit: 2.03 per mm2; so many are detected in 95 % of "
    "cases\n"
    "Bounds and limits are one-sided 95 %, for counts that vary as Poisson's "
    "do;\n"
    "cells in clusters need more tissue. Recall is the share of the cells "
    "present\n"
    "that is found.";

struct Arguments {
  double below = 0.0;
  double area = 0.0;
  double recall = 1.0;
  std::uint64_t found = 0;
  core::NegativeControl control;
  bool has_control = false;
  bool json = false;
};

void PrintLine(const char* label, const std::string& text) {
  std::cout << fmt::format("{:<17}{}\n", label, text);
}

int PrintTissueNeeded(const Arguments& a) {
  const auto area = core::AreaToClaimBelow(CellsPerSquareMillimeter(a.below),
                                           a.found, a.recall);
  if (!area) return Complain(area.error());
  if (a.json) {
    const json answer = {{"below_per_mm2", a.below},
                         {"found", a.found},
                         {"recall", a.recall},
                         {"confidence", core::kLimitConfidence},
                         {"area_needed_mm2", area->value()}};
    std::cout << answer.dump(2) << '\n';
    return 0;
  }
  PrintLine("to claim",
            fmt::format("< {:g} /mm2, at recall {:g}", a.below, a.recall));
  PrintLine("cells found",
            a.found == 0 ? "none" : fmt::format("up to {}", a.found));
  PrintLine("tissue needed", RoundedUp(area->value()) + " mm2");
  return 0;
}

json Claims(const Arguments& a, CellsPerSquareMillimeter bound,
            const std::optional<core::DetectionLimits>& limits) {
  json claims = {{"area_mm2", a.area},
                 {"recall", a.recall},
                 {"confidence", core::kLimitConfidence},
                 {"zero_found_below_per_mm2", bound.value()}};
  if (limits) {
    claims["control_area_mm2"] = a.control.area.value();
    claims["control_count"] = a.control.false_positives;
    claims["decision_limit_count"] = limits->decision_count;
    claims["decision_limit_per_mm2"] = limits->decision.value();
    claims["detection_limit_per_mm2"] = limits->detection.value();
  }
  return claims;
}

void PrintLimits(const std::optional<core::DetectionLimits>& limits) {
  if (!limits) {
    PrintLine("decision limit",
              "not known without --control-area and --control-count");
    PrintLine("detection limit", "not known without them");
    return;
  }
  PrintLine(
      "decision limit",
      fmt::format("{} found, {} /mm2; fewer may be false positives",
                  limits->decision_count, RoundedUp(limits->decision.value())));
  PrintLine("detection limit", RoundedUp(limits->detection.value()) +
                                   " /mm2 present; fewer may go unnoticed");
}

int PrintClaims(const Arguments& a) {
  const SquareMillimeters area(a.area);
  const auto bound = core::UpperBound(0, area, a.recall);
  if (!bound) return Complain(bound.error());
  std::optional<core::DetectionLimits> limits;
  if (a.has_control) {
    const auto against = core::LimitsAgainst(a.control, area, a.recall);
    if (!against) return Complain(against.error());
    limits = *against;
  }
  if (a.json) {
    std::cout << Claims(a, *bound, limits).dump(2) << '\n';
    return 0;
  }
  PrintLine("tissue",
            fmt::format("{:g} mm2, at recall {:g}", a.area, a.recall));
  PrintLine("zero found", fmt::format("< {} /mm2", RoundedUp(bound->value())));
  PrintLimits(limits);
  return 0;
}

}  // namespace

void AddPower(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  auto control_area = std::make_shared<double>(0.0);
  CLI::App* command = app.add_subcommand(
      "power", "How much tissue is needed, and what an area allows to claim");
  command->footer(kHelp);
  CLI::Option* below = command->add_option(
      "--below", a->below, "Density to claim less than, per mm2");
  CLI::Option* area =
      command->add_option("--area", a->area, "Area of the tissue, in mm2");
  below->excludes(area);
  command
      ->add_option("--recall", a->recall,
                   "Share of the cells present that is found")
      ->capture_default_str();
  command->add_option("--found", a->found, "Cells found at most, for --below")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber)  // or CLI11 takes -1 for 2^64 - 1
      ->excludes(area);
  CLI::Option* of_control =
      command->add_option("--control-area", *control_area,
                          "Area of tissue without any such cell, in mm2");
  CLI::Option* in_control =
      command->add_option("--control-count", a->control.false_positives,
                          "False positives found in it");
  in_control->check(CLI::NonNegativeNumber);
  of_control->needs(area)->needs(in_control);
  in_control->needs(area)->needs(of_control);
  command->add_flag("--json", a->json, "Print JSON, nothing rounded");
  command->callback([=, &action] {
    if (below->empty() && area->empty()) {
      throw CLI::RequiredError("--below or --area");
    }
    a->has_control = !of_control->empty();
    a->control.area = SquareMillimeters(*control_area);
    action = [a, tissue = !below->empty()] {
      return tissue ? PrintTissueNeeded(*a) : PrintClaims(*a);
    };
  });
}

}  // namespace cellquant::cli
