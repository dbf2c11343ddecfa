// cellquant calibrate: a laboratory's stain profile from one of its slides.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <vector>

#include "clients/cli/calibration_table.h"
#include "clients/cli/command.h"
#include "clients/cli/options.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/protocol_argument.h"
#include "clients/cli/region_options.h"
#include "core/base/file.h"
#include "core/formats/stain_profile.h"
#include "core/pipeline/analyze_slide.h"
#include "core/pipeline/calibrate_slide.h"
#include "core/regions/control_threshold.h"
#include "core/slide/open_slide.h"

namespace cellquant::cli {
namespace {

using core::OpticalDensity;

constexpr const char* kHelp =
    "Without --regions, white point, stain vectors and strengths. With "
    "control\n"
    "tissue marked on the slide also a positivity threshold: mean + 3 SD of "
    "the\n"
    "negative control's cells, refused outside 0.12 to 0.35. For example:\n"
    "  cellquant calibrate control.svs --protocol cd20 --regions c.geojson \\\n"
    "      --negative-control Negative --positive-control Positive \\\n"
    "      --out lab.json\n"
    "  cellquant quantify slide.svs --protocol cd20 --stains lab.json --out "
    "result";

struct Arguments {
  std::string slide;
  std::string protocol;
  std::string out;
  std::string mpp;
  std::string regions;
  std::string negative;
  std::string positive;
  std::string name;
  std::string version = "1";
  bool white_point = false;
  int threads = 0;
};

core::StainProfile ProfileOf(const core::Calibration& calibration,
                             const Arguments& arguments) {
  core::StainProfile profile;
  profile.name = arguments.name.empty()
                     ? std::filesystem::path(arguments.slide).stem().string()
                     : arguments.name;
  profile.version = arguments.version;
  profile.stains = calibration.stains;
  if (calibration.estimate.accepted()) {
    profile.stains = {*calibration.estimate.hematoxylin.vector,
                      *calibration.estimate.dab.vector};
  }
  if (arguments.white_point &&
      calibration.white_point_source == core::CalibrationSource::kSlide) {
    profile.white_point = calibration.white_point;
  }
  return profile;
}

core::Result<core::Calibration> CalibrationOf(
    const core::TileSource& source, const core::Protocol& protocol,
    const std::optional<core::StainProfile>& profile) {
  CQ_ASSIGN(const auto pixel_size, core::RequirePixelSize(source.info()));
  CQ_ASSIGN(const auto grid, core::WorkingGrid::Make(pixel_size.mpp));
  CQ_ASSIGN(const auto overview, core::ReadOverview(source, pixel_size.mpp));
  return core::CalibrateSlide(source, grid, overview, protocol, profile,
                              /*for_network=*/true);
}

// DAB in the protocol's compartment of the cells in regions of a class.
core::Result<std::vector<OpticalDensity>> ControlCells(
    const core::TileSource& source, const core::RegionSet& regions,
    const core::Protocol& protocol, const core::AnalysisOptions& options) {
  ProgressBar bar("counting");
  CQ_ASSIGN(const core::SlideReport report,
            core::AnalyzeSlide(source, regions, protocol, options,
                               [&](std::size_t done, std::size_t total) {
                                 bar.Update(done, total);
                               }));
  std::vector<OpticalDensity> densities;
  for (const core::CountedCell& counted : report.cells) {
    densities.push_back(
        core::StainIn(protocol.positivity.compartment, counted.cell.measured));
  }
  return densities;
}

core::Result<core::ControlThreshold> FindThreshold(
    const core::TileSource& source, const core::Protocol& protocol,
    const core::StainProfile& profile, const Arguments& arguments) {
  const auto of_class = [&](const std::string& name) {
    return LoadRegions({arguments.regions, {{name}, {}}}, source.info());
  };
  core::AnalysisOptions options;
  CQ_ASSIGN(options.network, core::NetworkModel::LoadInstalled());
  options.threads = arguments.threads;
  options.stains = profile;
  CQ_ASSIGN(const auto negative, of_class(arguments.negative));
  CQ_ASSIGN(const auto blank,
            ControlCells(source, negative, protocol, options));
  std::vector<OpticalDensity> stained;
  if (!arguments.positive.empty()) {
    CQ_ASSIGN(const auto positive, of_class(arguments.positive));
    CQ_ASSIGN(stained, ControlCells(source, positive, protocol, options));
  }
  return core::ThresholdOfControls(blank, stained);
}

core::ProfileThreshold Entry(const core::ControlThreshold& found) {
  return {found.threshold,
          fmt::format("mean + 3 SD of {} cells of the negative control",
                      found.negative_cells)};
}

core::Result<void> Run(const Arguments& arguments) {
  CQ_ASSIGN(const auto found, IsProtocolFile(arguments.protocol)
                                  ? CheckedProtocolFile(arguments.protocol)
                                  : FindProtocol(arguments.protocol));
  const core::Protocol& protocol = found.protocol;
  CQ_ASSIGN(const auto mpp, ParseMpp(arguments.mpp));
  CQ_ASSIGN(const auto source, OpenSlideQuietly(arguments.slide, mpp));
  CQ_ASSIGN(auto calibration, CalibrationOf(*source, protocol, std::nullopt));
  core::StainProfile profile = ProfileOf(calibration, arguments);
  // Strengths are along the profile's vectors. Hematoxylin's is not written:
  // it would stand in for each slide's own.
  CQ_ASSIGN(const auto with, CalibrationOf(*source, protocol, profile));
  calibration.strengths = with.strengths;
  profile.dab_strength = with.strengths.dab.density;
  // As it will be read back: what cannot be read must not be written.
  CQ_ASSIGN(profile,
            core::StainProfileFromJson(core::StainProfileText(profile)));
  std::optional<core::ControlThreshold> threshold;
  if (!arguments.negative.empty()) {
    CQ_ASSIGN(threshold, FindThreshold(*source, protocol, profile, arguments));
    profile.thresholds[protocol.id] = Entry(*threshold);
  }
  CQ_CHECK(core::WriteFileAtomically(arguments.out,
                                     core::StainProfileText(profile)));
  PrintCalibration(std::cout, calibration, protocol);
  if (threshold) PrintThreshold(std::cout, *threshold, protocol);
  std::cout << fmt::format("wrote {}\n", arguments.out);
  return {};
}

int Calibrate(const Arguments& arguments) {
  const auto done = Run(arguments);
  return done ? 0 : Complain(done.error());
}

}  // namespace

void AddCalibrate(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "calibrate",
      "Write a stain profile from a slide (for quantify --stains)");
  command->footer(kHelp);
  command->add_option("SLIDE", a->slide, "Whole-slide image or field")
      ->required();
  command->add_option("--protocol", a->protocol, "Marker protocol, or a file")
      ->type_name("ID|FILE")
      ->required();
  command->add_option("--out", a->out, "The profile, JSON (docs/cli.md)")
      ->type_name("FILE")
      ->required();
  command->add_option("--mpp", a->mpp, "Size of a level-0 pixel in um");
  CLI::Option* regions = command->add_option("--regions", a->regions,
                                             "Control tissue, QuPath GeoJSON");
  CLI::Option* negative = command->add_option(
      "--negative-control", a->negative,
      "Class of the regions whose cells are negative for this marker");
  CLI::Option* positive = command->add_option(
      "--positive-control", a->positive,
      "Class of the regions whose cells are positive: at least half must "
      "reach the threshold");
  regions->needs(negative);
  negative->needs(regions);
  positive->needs(negative);
  command->add_option("--name", a->name,
                      "Name of the profile; without it, the slide's");
  command->add_option("--profile-version", a->version, "Version of the profile")
      ->capture_default_str();
  command->add_flag("--white-point", a->white_point,
                    "Write the slide's white point too: for slides of one "
                    "scanner and session that show no glass");
  command->add_option("--threads", a->threads, "Worker threads; 0: all cores");
  command->callback([a, &action] { action = [a] { return Calibrate(*a); }; });
}

}  // namespace cellquant::cli
