// cellquant compare: what became of the cells between two timepoints.
#include "core/compare/compare.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "clients/cli/command.h"
#include "clients/cli/compare_options.h"
#include "clients/cli/comparison_table.h"
#include "clients/cli/remote/comparisons.h"
#include "clients/cli/remote/connection.h"
#include "clients/cli/report_folder.h"
#include "clients/cli/slide_materials.h"
#include "core/base/file.h"
#include "core/base/printable_text.h"
#include "core/formats/comparison_json.h"
#include "core/pages/comparison_figure.h"
#include "core/pages/comparison_page.h"
#include "proto/message_json.h"

namespace cellquant::cli {
namespace {

using core::Result;
using nlohmann::json;

// The gate refused: no error, and no verdict either (docs/cli.md).
constexpr int kExitRefused = 10;

constexpr const char* kHelp =
    "Has the therapy cleared the cells?\n"
    "  cellquant compare before day90              two results of quantify\n"
    "  cellquant compare pre/cd20 d90/cd20 pre/cd138 d90/cd138\n"
    "                                              two markers in one go\n"
    "  cellquant compare --server 127.0.0.1:50551 analyses/A analyses/B\n"
    "Those of one marker in the order of time; all later ones are compared "
    "with "
    "the\n"
    "first. Before any difference the gate asks whether the slides may be "
    "compared at\n"
    "all: protocol, stain, scanner, thickness and more. It passes, passes with "
    "caveats,\n"
    "or refuses; then there is no verdict and the exit code is 10.\n"
    "Verdicts, for each marker and class of regions:\n"
    "  cleared        the upper bound after is below the protocol's limit\n"
    "  reduced        the ratio's 95 % interval is below 1\n"
    "  unchanged      the ratio's 90 % interval is within the margin: shown to "
    "be\n"
    "                 the same, not merely not shown to differ\n"
    "  increased      the ratio's 95 % interval is above 1\n"
    "  not_decidable  none of these; how much tissue would decide is said\n"
    "They hold for cells in clusters, too, but for \"cleared\" with none "
    "found: that\n"
    "says in which groups cells may remain for it to hold. All cover counting "
    "error\n"
    "only.";

struct Arguments {
  std::vector<std::string> reports;
  CompareArguments how;
  core::CompareOptions options;  // of these
  std::string server;
  std::string request_id;
  std::vector<std::string> slides;
  std::string out;
  std::string html;
  std::string figure;
  std::vector<std::string> figure_markers;
  double field_um = 0.0;  // 0: the page's own
  bool json = false;
};

// The page and the figure, where they are asked for.
Result<void> WritePages(const Arguments& a,
                        const core::Comparison& comparison) {
  if (a.html.empty() && a.figure.empty()) return {};
  CQ_ASSIGN(const SlideMaterials loaded,
            LoadSlideMaterials(comparison, a.slides));
  for (const std::string& text : loaded.missing) {
    std::cerr << "note: " << core::PrintableText(text) << '\n';
  }
  const double side_mm = a.field_um / 1000.0;
  if (!a.html.empty()) {
    core::PageOptions options;
    if (a.field_um > 0.0) {
      options.field_area = core::SquareMillimeters(side_mm * side_mm);
    }
    CQ_ASSIGN(const std::string page,
              core::ComparisonPage(comparison, loaded.materials, options));
    CQ_CHECK(core::WriteFileAtomically(a.html, page));
  }
  if (a.figure.empty()) return {};
  core::FigureOptions options;
  if (!a.figure_markers.empty()) options.field_markers = a.figure_markers;
  if (a.field_um > 0.0) options.field_side = core::Micrometers(a.field_um);
  CQ_ASSIGN(const std::string figure,
            core::ComparisonFigure(comparison, loaded.materials, options));
  return core::WriteFileAtomically(a.figure, figure);
}

Result<json> CompareFiles(const Arguments& a) {
  std::vector<core::SlideMeasurement> measurements;
  for (const std::string& path : a.reports) {
    CQ_ASSIGN(core::SlideMeasurement one, ReadMeasurement(path));
    measurements.push_back(std::move(one));
  }
  CQ_ASSIGN(const core::Comparison comparison,
            core::Compare(std::move(measurements), a.options));
  CQ_CHECK(WritePages(a, comparison));
  return core::ComparisonToJson(comparison);
}

Result<json> CompareByServer(const Arguments& a) {
  v1::CreateComparisonRequest request;
  for (const std::string& name : a.reports) {
    request.add_analyses(AnalysisName(name));
  }
  request.set_request_id(a.request_id);
  for (const auto& [marker, region_class] : a.options.gate.internal_controls) {
    v1::InternalControl* control = request.add_internal_controls();
    control->set_marker(marker);
    control->set_region_class(region_class);
  }
  request.set_force(a.options.force);
  request.set_margin_low(a.options.margin_low);
  request.set_margin_high(a.options.margin_high);
  CQ_ASSIGN(const v1::Comparison comparison,
            CreateComparison(a.server, request));
  return json::parse(wire::ToJson(comparison.result()));
}

// Options that would do nothing are mistakes.
Result<void> CheckPages(const Arguments& a) {
  const bool pages = !a.html.empty() || !a.figure.empty();
  if (!pages && (!a.slides.empty() || a.field_um > 0.0)) {
    return core::Fail(core::ErrorReason::kInvalidArgument,
                      "--slides and --field-um are of --html and --figure");
  }
  if (a.figure.empty() && !a.figure_markers.empty()) {
    return core::Fail(core::ErrorReason::kInvalidArgument,
                      "--figure-markers is of --figure");
  }
  if (!a.html.empty() && a.html == a.figure) {
    return core::Fail(core::ErrorReason::kInvalidArgument,
                      "--html and --figure are one file");
  }
  return {};
}

Result<json> CompareAsAsked(Arguments& a) {
  CQ_CHECK(CheckPages(a));
  CQ_ASSIGN(a.options, OptionsOf(a.how));
  CQ_ASSIGN(json comparison,
            a.server.empty() ? CompareFiles(a) : CompareByServer(a));
  if (!a.out.empty()) {
    CQ_CHECK(
        core::WriteFileAtomically(a.out, core::ComparisonText(comparison)));
  }
  return comparison;
}

int Compare(Arguments a) {
  const auto comparison = CompareAsAsked(a);
  if (!comparison) return Complain(comparison.error());
  if (a.json) {
    std::cout << core::ComparisonText(*comparison);
  } else {
    PrintComparison(std::cout, *comparison);
  }
  const json& gate = (*comparison)["gate"];
  if (gate["status"] != "refuse" || a.options.force) return 0;
  std::fputs("cellquant: the gate refuses the comparison\n", stderr);
  return kExitRefused;
}

}  // namespace

void AddCompare(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "compare", "Before and after: has the therapy cleared the cells?");
  command->footer(kHelp);
  command
      ->add_option("REPORTS", a->reports,
                   "Reports of one patient: folders of quantify or report.json "
                   "files; with --server, analyses")
      ->required()
      ->expected(2, 1000);
  AddCompareOptions(*command, a->how);
  CLI::Option* server =
      command->add_option("--server", a->server, "Compare there")
          ->type_name("ADDR");
  command
      ->add_option("--request-id", a->request_id,
                   "UUID that makes a repeated request harmless")
      ->needs(server);
  command
      ->add_option("--out", a->out,
                   "Write comparison.json to this file, beside what is printed")
      ->type_name("FILE");
  command
      ->add_option("--html", a->html,
                   "Write the report to sign: one HTML file with everything in "
                   "it, also for print")
      ->type_name("FILE")
      ->excludes(server);
  command
      ->add_option("--slides", a->slides,
                   "Folder that holds the slides, for the pictures in --html "
                   "and --figure; may be given again")
      ->type_name("FOLDER");
  command
      ->add_option("--figure", a->figure,
                   "Write a figure for a paper, SVG: fields with arrows on "
                   "positive cells, and densities over time")
      ->type_name("FILE")
      ->excludes(server);
  command
      ->add_option("--figure-markers", a->figure_markers,
                   "Markers whose fields the figure shows; by default "
                   "CD20,CD138")
      ->delimiter(',')
      ->type_name("MARKER[,MARKER...]");
  command
      ->add_option("--field-um", a->field_um,
                   "Side of the fields that are shown; by default 443 in "
                   "--html (0.196 mm2) and 300 in --figure")
      ->check(CLI::Range(50.0, 2000.0));
  command->add_flag("--json", a->json, "Print comparison.json");
  command->callback([a, &action] { action = [a] { return Compare(*a); }; });
}

}  // namespace cellquant::cli
