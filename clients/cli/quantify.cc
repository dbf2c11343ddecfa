// cellquant quantify: the whole measurement, in this process.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "clients/cli/command.h"
#include "clients/cli/detector_options.h"
#include "clients/cli/options.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/protocol_argument.h"
#include "clients/cli/quantify_files.h"
#include "clients/cli/region_options.h"
#include "clients/cli/report_table.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/formats/cell_output.h"
#include "core/formats/report_json.h"
#include "core/formats/scores_json.h"
#include "core/formats/specimen_json.h"
#include "core/formats/stain_profile.h"
#include "core/pipeline/analyze_slide.h"
#include "core/regions/negative_control.h"
#include "core/slide/open_slide.h"

namespace cellquant::cli {
namespace {

constexpr std::uintmax_t kMaxSpecimenBytes = 1U << 20;

struct Arguments {
  std::string slide;
  RegionArguments regions;
  std::string protocol;
  std::string out;
  std::string mpp;
  std::string specimen;
  std::string stains;
  std::string scores;
  std::string negative_control;
  DetectorArguments detector;
  std::string debug_dir;
  std::string dicom_image;
  std::vector<std::string> cells_as;
  std::int64_t tile_px = core::AnalysisOptions{}.tile_px;
  bool json = false;
};

core::Result<std::optional<core::Specimen>> LoadSpecimen(
    const std::string& path) {
  if (path.empty()) return std::nullopt;
  CQ_ASSIGN(const std::string text, core::ReadFile(path, kMaxSpecimenBytes));
  CQ_ASSIGN(core::Specimen specimen, core::SpecimenFromJson(text));
  return specimen;
}

core::Result<std::optional<core::StainProfile>> LoadStains(
    const std::string& path) {
  if (path.empty()) return std::nullopt;
  CQ_ASSIGN(const std::string text,
            core::ReadFile(path, core::kMaxStainProfileBytes));
  CQ_ASSIGN(core::StainProfile profile, core::StainProfileFromJson(text));
  return profile;
}

core::Result<std::vector<core::PathologistScore>> LoadScores(
    const std::string& path) {
  if (path.empty()) return std::vector<core::PathologistScore>{};
  CQ_ASSIGN(const std::string text,
            core::ReadFile(path, core::kMaxScoresBytes));
  return core::ScoresFromJson(text);
}

// cells.csv, which every result has, and what else was asked for. A DICOM image
// is looked at before the long work.
core::Result<QuantifyFiles> FilesOf(const Arguments& arguments,
                                    const core::SlideInfo& slide) {
  QuantifyFiles files{arguments.out,
                      {arguments.cells_as.begin(), arguments.cells_as.end()}};
  files.cell_formats.insert("csv");
  if (!arguments.dicom_image.empty() && !files.cell_formats.contains("dcm")) {
    return core::Fail(core::ErrorReason::kInvalidArgument,
                      "--dicom-image is of --cells-as dcm");
  }
  CQ_ASSIGN(files.dicom_image,
            LoadDicomImage(arguments.dicom_image, slide.size()));
  return files;
}

struct Measured {
  core::SlideReport report;
  QuantifyFiles files;
};

core::Result<Measured> Measure(const Arguments& arguments) {
  CQ_ASSIGN(const auto found, IsProtocolFile(arguments.protocol)
                                  ? CheckedProtocolFile(arguments.protocol)
                                  : FindProtocol(arguments.protocol));
  CQ_ASSIGN(const auto mpp, ParseMpp(arguments.mpp));
  CQ_ASSIGN(const auto source, OpenSlideQuietly(arguments.slide, mpp));
  CQ_CHECK(core::RequirePixelSize(source->info()));
  CQ_ASSIGN(QuantifyFiles files, FilesOf(arguments, source->info()));
  CQ_ASSIGN(const auto regions, LoadRegions(arguments.regions, source->info(),
                                            found.protocol.regions));
  CQ_ASSIGN(auto stains, LoadStains(arguments.stains));
  core::AnalysisOptions options;
  CQ_ASSIGN(options.specimen, LoadSpecimen(arguments.specimen));
  CQ_ASSIGN(options.pathologist_scores, LoadScores(arguments.scores));
  options.negative_control = arguments.negative_control;
  if (!options.negative_control.empty()) {
    CQ_CHECK(core::ControlRegions(regions, options.negative_control));
  }
  CQ_CHECK(core::MakeFolder(arguments.out));
  CQ_ASSIGN(const auto sha256, core::Sha256OfFile(arguments.slide));

  CQ_ASSIGN(options.network, LoadNetwork(arguments.detector));
  options.slide_sha256 = sha256;
  options.stains = std::move(stains);
  options.threads = arguments.detector.threads;
  options.tile_px = arguments.tile_px;
  options.debug_dir = arguments.debug_dir;
  ProgressBar bar("counting");
  CQ_ASSIGN(core::SlideReport report,
            core::AnalyzeSlide(*source, regions, found.protocol, options,
                               [&](std::size_t done, std::size_t total) {
                                 bar.Update(done, total);
                               }));
  return Measured{std::move(report), std::move(files)};
}

int Quantify(const Arguments& arguments) {
  const auto measured = Measure(arguments);
  if (!measured) return Complain(measured.error());
  const auto& [report, files] = *measured;
  if (const auto written = WriteFiles(report, files); !written) {
    return Complain(written.error());
  }
  if (arguments.json) {
    std::cout << core::ReportText(report);
    return 0;
  }
  PrintReportTable(std::cout, core::ReportToJson(report));
  std::cout << fmt::format("wrote {0}/report.json, ", arguments.out);
  for (const std::string& format : files.cell_formats) {
    std::cout << fmt::format("{}/cells.{}, ", arguments.out, format);
  }
  std::cout << fmt::format("{0}/areas.geojson, {0}/regions.geojson\n",
                           arguments.out);
  return 0;
}

}  // namespace

void AddQuantify(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "quantify", "Count the cells of a slide, in this process");
  command
      ->add_option("SLIDE", a->slide,
                   "Whole-slide image, or a PNG, JPEG or TIFF field (which "
                   "needs --mpp)")
      ->required();
  command
      ->add_option("--protocol", a->protocol,
                   "Marker protocol, for example cd138 (see: cellquant "
                   "protocols list), or a file, for example mine.yaml")
      ->type_name("ID|FILE")
      ->required();
  command
      ->add_option("--out", a->out,
                   "Folder for report.json, cells.csv, areas.geojson and "
                   "regions.geojson; made if missing")
      ->required();
  command
      ->add_option("--cells-as", a->cells_as,
                   "Write the cells in these formats too, as cells.FORMAT: "
                   "geojson has the regions and the outlines of the nuclei and "
                   "opens in QuPath, geojsonl has the same a feature a line; "
                   ".gz is compressed; dcm is DICOM, centroids and figures")
      ->type_name("FORMAT[,FORMAT...]")
      ->delimiter(',')
      ->check(CLI::IsMember(core::CellFormatNames()));
  AddRegionOptions(*command, a->regions);
  AddDicomImageOption(*command, a->dicom_image);
  command->add_option("--mpp", a->mpp,
                      "Size of a level-0 pixel in um, M or X,Y; overrides the "
                      "slide's and is recorded");
  command->add_option("--specimen", a->specimen,
                      "Whose tissue it is, JSON (docs/report.md)");
  command
      ->add_option("--stains", a->stains,
                   "Stain profile, JSON (docs/cli.md): in place of the "
                   "protocol's stains and of what the slide shows")
      ->type_name("FILE");
  command
      ->add_option("--negative-control", a->negative_control,
                   "Classification or name of the regions that hold no such "
                   "cell: what is positive there is false, and the others get "
                   "a decision and a detection limit")
      ->type_name("CLASS");
  command->add_option("--scores", a->scores,
                      "Scores that a pathologist gave, JSON (docs/report.md)");
  AddDetectorOptions(*command, a->detector);
  command->add_option("--tile-px", a->tile_px,
                      "Tile size of the classical detector in level-0 pixels; "
                      "changes speed and memory, never a number");
  command->add_option("--debug-dir", a->debug_dir,
                      "Folder for pictures of the stages of the fullest tile");
  command->add_flag("--json", a->json,
                    "Print the report as JSON in place of the table");
  command->callback([a, &action] { action = [a] { return Quantify(*a); }; });
}

}  // namespace cellquant::cli
