#include "clients/cli/cohort_slides.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "clients/cli/options.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/quantify_files.h"
#include "clients/cli/region_options.h"
#include "clients/cli/report_folder.h"
#include "clients/cli/reusable_report.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/compare/cohort_entry.h"
#include "core/pipeline/analyze_slide.h"
#include "core/slide/open_slide.h"

namespace cellquant::cli {
namespace {

using core::Result;
using std::filesystem::path;

std::string FolderName(const CohortRow& row) {
  return fmt::format("{}-{}-{}", row.entry.patient, row.entry.timepoint,
                     row.entry.marker);
}

// "a-b" and "c" is "a" and "b-c".
Result<void> CheckFolders(const std::vector<CohortRow>& rows) {
  std::map<std::string, std::size_t> lines;
  for (const CohortRow& row : rows) {
    if (!row.slide) continue;
    const auto [first, is_new] =
        lines.try_emplace(FolderName(row), row.row.line);
    if (is_new) continue;
    return tl::unexpected(core::WrongRow(
        row.row,
        fmt::format("its analysis would be called {}, as that of line {}",
                    FolderName(row), first->second)));
  }
  return {};
}

Result<AnalysisIdentity> IdentityOf(const CohortSlide& slide,
                                    const DetectorArguments& arguments,
                                    const Network& network) {
  AnalysisIdentity identity{.slide_sha256 = slide.sha256,
                            .regions_sha256 = {},
                            .protocol = slide.protocol,
                            .specimen = slide.specimen,
                            .mpp = slide.mpp,
                            .detector = arguments.detector,
                            .model_sha256 = network ? network->sha256() : ""};
  if (identity.slide_sha256.empty()) {
    CQ_ASSIGN(identity.slide_sha256, core::Sha256OfFile(slide.slide));
  }
  if (!slide.regions.empty()) {
    CQ_ASSIGN(identity.regions_sha256, core::Sha256OfFile(slide.regions));
  }
  return identity;
}

Result<void> Analyze(const CohortSlide& slide, const path& folder,
                     core::AnalysisOptions options, const std::string& label) {
  CQ_ASSIGN(const auto source, OpenSlideQuietly(slide.slide, slide.mpp));
  CQ_CHECK(core::RequirePixelSize(source->info()));
  CQ_ASSIGN(const auto regions,
            LoadRegions({.file = slide.regions}, source->info(),
                        slide.protocol.regions));
  options.specimen = slide.specimen;
  ProgressBar bar(label);
  CQ_ASSIGN(const core::SlideReport report,
            core::AnalyzeSlide(*source, regions, slide.protocol, options,
                               [&](std::size_t done, std::size_t total) {
                                 bar.Update(done, total);
                               }));
  return WriteFiles(report, {.folder = folder, .cell_formats = {"csv"}});
}

// The slides of a cohort, one after the other: each takes all cores.
class SlideRunner {
 public:
  SlideRunner(path folder, const DetectorArguments& arguments, Network network)
      : folder_(std::move(folder)),
        arguments_(arguments),
        network_(std::move(network)) {}

  void Run(CohortRow& row, const std::string& label) {
    auto entry = Measure(row, label);
    if (entry) {
      row.entry = *std::move(entry);
      return;
    }
    row.entry.missing = entry.error().message;
    run_.failures.push_back(OfRow(row.row, std::move(entry).error()));
  }

  SlideRun Finish() { return std::move(run_); }

 private:
  Result<core::CohortEntry> Measure(const CohortRow& row,
                                    const std::string& label) {
    const path folder = folder_ / FolderName(row);
    CQ_ASSIGN(const AnalysisIdentity identity,
              IdentityOf(*row.slide, arguments_, network_));
    const bool reused = IsReusable(folder / "report.json", identity);
    if (!reused) {
      core::AnalysisOptions options;
      options.network = network_;
      options.threads = arguments_.threads;
      options.slide_sha256 = identity.slide_sha256;
      CQ_CHECK(Analyze(*row.slide, folder, std::move(options), label));
    }
    CQ_ASSIGN(core::SlideMeasurement measurement, ReadMeasurement(folder));
    measurement.name = FolderName(row);
    ++(reused ? run_.reused : run_.analysed);
    return core::WithMeasurement(row.entry, std::move(measurement));
  }

  path folder_;
  const DetectorArguments& arguments_;
  Network network_;
  SlideRun run_;
};

}  // namespace

Result<void> HashSlides(std::vector<CohortRow>& rows) {
  ProgressBar bar("reading slides");
  std::size_t done = 0;
  for (CohortRow& row : rows) {
    if (row.slide) {
      row.slide->sha256 = core::Sha256OfFile(row.slide->slide).value_or("");
    }
    bar.Update(++done, rows.size());
  }
  return CheckNoneTwice(rows);
}

Result<SlideRun> MeasureSlides(std::vector<CohortRow>& rows, const path& folder,
                               const DetectorArguments& arguments,
                               const Network& network) {
  const auto slides =
      std::count_if(rows.begin(), rows.end(),
                    [](const CohortRow& row) { return row.slide.has_value(); });
  if (slides == 0) return SlideRun{};
  CQ_CHECK(CheckFolders(rows));
  SlideRunner runner(folder, arguments, network);
  int number = 0;
  for (CohortRow& row : rows) {
    if (!row.slide) continue;
    runner.Run(row,
               fmt::format("{} of {}: {}", ++number, slides, FolderName(row)));
  }
  return runner.Finish();
}

}  // namespace cellquant::cli
