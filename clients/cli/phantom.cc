// cellquant phantom: a synthetic slide whose every cell is known.
#include "core/phantom/phantom.h"

#include <fmt/format.h>

#include <iostream>
#include <thread>

#include "clients/cli/command.h"
#include "clients/cli/options.h"
#include "clients/cli/progress_bar.h"

namespace cellquant::cli {
namespace {

struct Arguments {
  core::PhantomOptions options;
  core::PhantomPaths paths;
  std::string preset;
  std::string marker;
  std::string size;
  std::string artifacts;
  std::string pattern = "node";
};

int MakePhantom(Arguments a) {
  const auto size = ParseSize(a.size);
  if (!size) return Complain(size.error());
  a.options.size_px = *size;
  a.options.preset = *core::PhantomPresetFromName(a.preset);
  a.options.marker = *core::PhantomMarkerFromName(a.marker);
  a.options.pattern = *core::PhantomPatternFromName(a.pattern);
  auto artifacts = core::PhantomArtifactsFromList(a.artifacts);
  if (!artifacts) return Complain(artifacts.error());
  a.options.artifacts = *std::move(artifacts);
  if (a.options.threads == 0) {
    a.options.threads =
        static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  }
  core::Result<core::PhantomSummary> summary;
  {
    ProgressBar bar("drawing");
    summary = core::WritePhantom(a.options, a.paths, [&](double share) {
      bar.Update(static_cast<std::size_t>(share * 1000.0), 1000);
      return true;
    });
  }
  if (!summary) return Complain(summary.error());
  std::cout << fmt::format("{}: {} cells, {} positive, {} regions\n",
                           a.paths.slide.string(), summary->cells,
                           summary->positive, summary->regions);
  return 0;
}

void AddStains(CLI::App& command, core::PhantomOptions& options) {
  command
      .add_option("--hematoxylin-strength", options.hematoxylin_strength,
                  "Factor on hematoxylin alone")
      ->capture_default_str();
  command
      .add_option("--dab-strength", options.dab_strength, "Factor on DAB alone")
      ->capture_default_str();
  command
      .add_option("--stain-angle-deg", options.stain_angle_deg,
                  "Turn both stain vectors by -15 to 15 degrees in the plane "
                  "that they span, from hematoxylin toward DAB")
      ->capture_default_str();
}

void AddSituations(CLI::App& command, Arguments& a) {
  command
      .add_option(
          "--pattern", a.pattern,
          "node; or sheet: follicles and paracortex effaced by B cells, "
          "with one T cell in five")
      ->check(CLI::IsMember({"node", "sheet"}))
      ->capture_default_str();
  command.add_flag("--wide-cells", a.options.wide_cells,
                   "Lymphoid cells with their membrane 1.5 to 4 um beyond the "
                   "nucleus's edge");
  command.add_flag("--anucleate-profiles", a.options.anucleate_profiles,
                   "cd68: stained pieces of macrophages without a nucleus; in "
                   "the truth classified as none");
  command.add_option(
      "--artifacts", a.artifacts,
      "all, or a list such as fold,blur: pen, fold, blur, mist, bubble, hole, "
      "edge, hemosiderin, melanin, anthracosis, formalin, erythrocytes");
  command.add_option("--artifacts-truth", a.paths.artifacts,
                     "GeoJSON of every artifact's outline to write");
  command.add_option("--meshwork-truth", a.paths.meshwork,
                     "cd23: GeoJSON of the meshwork's outlines to write, with "
                     "area_mm2");
}

}  // namespace

void AddPhantom(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  a->options.threads = 0;
  CLI::App* command = app.add_subcommand(
      "phantom", "Make a synthetic lymph-node slide with its exact truth");
  command
      ->add_option("--preset", a->preset,
                   "before or after a therapy that clears plasma cells")
      ->required()
      ->check(CLI::IsMember({"before", "after"}));
  command->add_option("--marker", a->marker, "What is stained brown")
      ->required()
      ->check(CLI::IsMember({"cd20", "cd138", "cd68", "cd23", "cd3", "ki67"}));
  command->add_option("--size-px", a->size, "WIDTHxHEIGHT, up to 100000x100000")
      ->required();
  command
      ->add_option("--seed", a->options.seed,
                   "The same seed gives the same slide")
      ->required();
  command->add_option("--out", a->paths.slide, "Slide to write, tiled TIFF")
      ->required();
  command->add_option("--regions", a->paths.regions, "GeoJSON to write")
      ->required();
  command->add_option("--truth", a->paths.truth, "CSV of every cell to write")
      ->required();
  command->add_option("--mpp", a->options.mpp, "Size of a pixel in um")
      ->capture_default_str();
  command
      ->add_option("--stain-strength", a->options.stain_strength,
                   "Factor on the amount of both stains")
      ->capture_default_str();
  AddStains(*command, a->options);
  AddSituations(*command, *a);
  command
      ->add_option("--noise-sd", a->options.noise_sd,
                   "Camera noise in 8-bit levels")
      ->capture_default_str();
  command
      ->add_option("--blur-um", a->options.blur_um,
                   "Blur of the optics, standard deviation")
      ->capture_default_str();
  command->add_option("--jpeg-quality", a->options.jpeg_quality, "1 to 100")
      ->capture_default_str();
  command->add_option("--threads", a->options.threads,
                      "Worker threads; 0: all cores");
  command->callback([a, &action] { action = [a] { return MakePhantom(*a); }; });
}

}  // namespace cellquant::cli
