// cellquant cohort: many patients, from a table of their slides or reports.
#include "core/compare/cohort.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/cohort_pages.h"
#include "clients/cli/cohort_rows.h"
#include "clients/cli/cohort_slides.h"
#include "clients/cli/cohort_table.h"
#include "clients/cli/command.h"
#include "clients/cli/compare_options.h"
#include "clients/cli/detector_options.h"
#include "core/base/file.h"
#include "core/formats/cohort_csv.h"
#include "core/formats/cohort_json.h"

namespace cellquant::cli {
namespace {

using core::Result;

constexpr const char* kHelp =
    "The manifest is a table, CSV with a header, a row a slide:\n"
    "  patient,timepoint,day,marker,slide,regions\n"
    "  patient-01,pre,-7,CD138,p01-pre.ndpi,p01-pre.ndpa\n"
    "  patient-01,d90,91,CD138,p01-d90.ndpi,p01-d90.ndpa\n"
    "or, of slides that are analysed already, a row a result of quantify:\n"
    "  patient,timepoint,marker,report\n"
    "  patient-01,pre,CD138,results/p01-pre\n"
    "Paths are relative to the manifest. Columns patient, timepoint, marker, "
    "and slide\n"
    "or report; if wanted day, and for slides regions, specimen, protocol (by "
    "default\n"
    "that of the marker) and mpp. A report that says another patient, "
    "timepoint or\n"
    "marker is an error.\n"
    "Slides are analysed into FOLDER/analyses, one after the other; what "
    "stands there\n"
    "and still fits is taken. A slide that fails harms no other: it is listed "
    "with its\n"
    "reason, and the exit code is that of the first one.\n"
    "Which timepoint comes first say the days, or --timepoints pre,d90; the "
    "order of\n"
    "rows never does. All are compared with the first.\n"
    "Written are cohort.json, measurements.csv and comparisons.csv. Over "
    "patients: the\n"
    "exact Wilcoxon signed-rank test and the Hodges-Lehmann change with its "
    "interval,\n"
    "p-values adjusted for their number (Holm); below 6 pairs none "
    "(docs/cohort.md).";

struct Arguments {
  std::string manifest;
  std::string out;
  std::vector<std::string> timepoints;
  CompareArguments compare;
  DetectorArguments detector;
  bool pages = false;
  bool json = false;
};

std::vector<core::CohortEntry> EntriesOf(const std::vector<CohortRow>& rows) {
  std::vector<core::CohortEntry> entries;
  entries.reserve(rows.size());
  for (const CohortRow& row : rows) entries.push_back(row.entry);
  return entries;
}

// By --timepoints or the days; asked before the long work.
Result<std::vector<std::string>> TimepointsOf(
    const Arguments& a, const std::vector<core::CohortEntry>& entries) {
  std::vector<std::string> timepoints = a.timepoints;
  if (timepoints.empty()) {
    const bool has_days = std::all_of(
        entries.begin(), entries.end(),
        [](const core::CohortEntry& entry) { return entry.day.has_value(); });
    auto by_day = core::TimepointsByDay(entries);
    if (!by_day && !has_days) {
      by_day.error().message += "; --timepoints says the order";
    }
    CQ_ASSIGN(timepoints, std::move(by_day));
  }
  CQ_CHECK(core::CheckTimepoints(entries, timepoints));
  return timepoints;
}

// None where all slides are analysed already; a model that is named then is a
// mistake, whether it exists or not.
Result<Network> NetworkOf(const Arguments& a,
                          const std::vector<CohortRow>& rows) {
  const bool any_slide =
      std::any_of(rows.begin(), rows.end(),
                  [](const CohortRow& row) { return row.slide.has_value(); });
  if (any_slide) return LoadNetwork(a.detector);
  if (a.detector.model.empty()) return nullptr;
  return core::Fail(core::ErrorReason::kInvalidArgument,
                    "--model is for slides; the manifest has reports alone");
}

struct Finished {
  core::Cohort cohort;
  SlideRun run;
  std::size_t pages = 0;
};

Result<Finished> Compare(const Arguments& a) {
  CQ_ASSIGN(const core::CompareOptions options, OptionsOf(a.compare));
  CQ_ASSIGN(auto rows, ReadCohortRows(a.manifest));
  CQ_ASSIGN(auto timepoints, TimepointsOf(a, EntriesOf(rows)));
  CQ_ASSIGN(const Network network, NetworkOf(a, rows));
  CQ_CHECK(HashSlides(rows));
  const std::filesystem::path folder(a.out);
  CQ_CHECK(core::MakeFolder(folder));
  CQ_ASSIGN(SlideRun run,
            MeasureSlides(rows, folder / "analyses", a.detector, network));
  CQ_ASSIGN(
      core::Cohort cohort,
      core::CompareCohort(EntriesOf(rows), std::move(timepoints), options));
  CQ_CHECK(core::WriteFileAtomically(folder / "measurements.csv",
                                     core::MeasurementsCsv(cohort)));
  CQ_CHECK(core::WriteFileAtomically(folder / "comparisons.csv",
                                     core::ComparisonsCsv(cohort)));
  CQ_CHECK(core::WriteFileAtomically(folder / "cohort.json",
                                     core::CohortText(cohort)));
  std::size_t pages = 0;
  if (a.pages) {
    CQ_ASSIGN(pages, WritePages(cohort, folder / "pages"));
  }
  return Finished{std::move(cohort), std::move(run), pages};
}

int CohortCommand(const Arguments& a) {
  const auto finished = Compare(a);
  if (!finished) return Complain(finished.error());
  const auto& [cohort, run, pages] = *finished;
  if (a.json) {
    std::cout << core::CohortText(cohort);
  } else {
    PrintCohort(std::cout, cohort);
    if (run.analysed + run.reused > 0) {
      std::cout << fmt::format("slides analysed: {}, taken as they were: {}\n",
                               run.analysed, run.reused);
    }
    std::cout << fmt::format(
        "wrote {0}/cohort.json, {0}/measurements.csv, {0}/comparisons.csv{1}\n",
        a.out, a.pages ? fmt::format(", {}/pages: {}", a.out, pages) : "");
  }
  int code = 0;
  for (const core::Error& failure : run.failures) {
    const int failed = Complain(failure);
    if (code == 0) code = failed;
  }
  return code;
}

}  // namespace

void AddCohort(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "cohort", "Many patients before and after, from a table of their slides");
  command->footer(kHelp);
  command
      ->add_option("MANIFEST", a->manifest, "Table of slides or reports, CSV")
      ->required();
  command
      ->add_option("--out", a->out, "Folder for the results; made if missing")
      ->type_name("FOLDER")
      ->required();
  command
      ->add_option("--timepoints", a->timepoints,
                   "Labels in the order of time; others are left out. Without "
                   "it, all, by their days")
      ->type_name("LABEL,LABEL[,...]")
      ->delimiter(',');
  AddCompareOptions(*command, a->compare);
  AddDetectorOptions(*command, a->detector);
  command->add_flag("--pages", a->pages,
                    "Write a report for each patient, FOLDER/pages/PATIENT"
                    ".html, with the other patients as faint lines in its "
                    "plots, and remove those of an earlier run; slides are "
                    "shown by compare --html alone");
  command->add_flag("--json", a->json,
                    "Print cohort.json in place of the table");
  command->callback(
      [a, &action] { action = [a] { return CohortCommand(*a); }; });
}

}  // namespace cellquant::cli
