// cellquant render: a picture of what was counted.
#include <fmt/format.h>

#include <charconv>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "clients/cli/command.h"
#include "clients/cli/options.h"
#include "clients/cli/region_options.h"
#include "core/base/file.h"
#include "core/formats/cells_csv.h"
#include "core/render/overlay.h"

namespace cellquant::cli {
namespace {

constexpr std::uintmax_t kMaxCellsBytes = std::uintmax_t{4} << 30;

struct Arguments {
  std::string slide;
  std::string out;
  RegionArguments regions;
  std::string cells;
  std::string mpp;
  std::vector<std::int64_t> field;
  int size_px = core::OverlayOptions{}.longest_side_px;
};

core::Result<std::vector<core::Cell>> LoadCells(const std::string& path) {
  if (path.empty()) return std::vector<core::Cell>{};
  CQ_ASSIGN(const std::string text, core::ReadFile(path, kMaxCellsBytes));
  return core::CellsFromCsv(text);
}

core::Result<void> Draw(const Arguments& a) {
  CQ_ASSIGN(const auto mpp, ParseMpp(a.mpp));
  CQ_ASSIGN(const auto source, OpenSlideQuietly(a.slide, mpp));
  CQ_ASSIGN(const auto regions, LoadRegions(a.regions, source->info()));
  CQ_ASSIGN(const auto cells, LoadCells(a.cells));
  const core::Size slide = source->info().size();
  core::OverlayOptions options{{0, 0, slide.width, slide.height}, a.size_px};
  if (!a.field.empty()) {
    options.field = {a.field[0], a.field[1], a.field[2], a.field[3]};
  }
  CQ_ASSIGN(const cv::Mat3b picture,
            core::DrawOverlay(*source, regions.regions, cells, options));
  cv::Mat3b bgr;
  cv::cvtColor(picture, bgr, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> png;
  cv::imencode(".png", bgr, png);
  return core::WriteFileAtomically(a.out, std::string(png.begin(), png.end()));
}

int Render(const Arguments& arguments) {
  const auto drawn = Draw(arguments);
  return drawn ? 0 : Complain(drawn.error());
}

}  // namespace

void AddRender(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "render", "Draw a slide or a field with its regions and cells");
  command->add_option("SLIDE", a->slide, "Slide or image")->required();
  command->add_option("--out", a->out, "PNG file to write")->required();
  AddRegionOptions(*command, a->regions);
  command->add_option(
      "--cells", a->cells,
      "cells.csv or a phantom's truth: positive cells become "
      "magenta rings, equivocal ones orange, negative ones green dots");
  command
      ->add_option("--field", a->field,
                   "X Y WIDTH HEIGHT in level-0 pixels; without it, the "
                   "whole slide")
      ->expected(4);
  command->add_option("--mpp", a->mpp, "Size of a pixel in um, M or X,Y");
  command->add_option("--size-px", a->size_px, "Longest side of the picture")
      ->capture_default_str();
  command->callback([a, &action] { action = [a] { return Render(*a); }; });
}

}  // namespace cellquant::cli
