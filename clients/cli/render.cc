// cellquant render: a picture of what was counted.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "clients/cli/command.h"
#include "clients/cli/options.h"
#include "clients/cli/region_options.h"
#include "core/annotations/read_annotations.h"
#include "core/annotations/roles.h"
#include "core/base/file.h"
#include "core/base/printable_text.h"
#include "core/formats/cells_csv.h"
#include "core/formats/cells_geojson_reader.h"
#include "core/render/density_map.h"
#include "core/render/heat_map.h"
#include "core/render/overlay.h"
#include "core/render/view.h"
#include "core/slide/open_slide.h"

namespace cellquant::cli {
namespace {

using core::ErrorReason;
using core::Fail;
using core::Region;

constexpr std::uintmax_t kMaxCellsBytes = std::uintmax_t{4} << 30;

struct Arguments {
  std::string slide;
  std::string out;
  RegionArguments regions;
  std::string cells;
  std::string mpp;
  std::vector<std::int64_t> field;
  std::string region;
  int size_px = core::OverlayOptions{}.longest_side_px;
  bool no_legend = false;
  bool heat_map = false;
  std::string classification = "positive";
  double block_um = core::DensityMapOptions{}.block_side.value();
  std::optional<double> max_per_mm2;
};

// What a region file holds, by how it is drawn.
struct DrawnRegions {
  std::vector<Region> counted;
  std::vector<Region> excluded;
};

core::Result<DrawnRegions> LoadDrawnRegions(const Arguments& a,
                                            const core::SlideInfo& slide) {
  if (a.regions.file.empty()) return DrawnRegions{};
  CQ_ASSIGN(const std::string bytes,
            core::ReadFile(a.regions.file, core::kMaxAnnotationBytes));
  CQ_ASSIGN(core::AnnotationFile file,
            core::ReadAnnotations(bytes, {&slide, a.regions.repair}));
  DrawnRegions drawn;
  std::copy_if(file.regions.begin(), file.regions.end(),
               std::back_inserter(drawn.excluded), [&](const Region& region) {
                 return RoleOf(region, a.regions.roles) ==
                        core::RegionRole::kExcluded;
               });
  CQ_ASSIGN(core::RegionSet set,
            core::CountedRegions(std::move(file), a.regions.roles));
  for (const std::string& warning : set.warnings) {
    std::cerr << "warning: " << core::PrintableText(warning) << '\n';
  }
  drawn.counted = std::move(set.regions);
  CQ_CHECK(core::CheckWithinSlide(drawn.counted, slide.size()));
  CQ_CHECK(core::CheckWithinSlide(drawn.excluded, slide.size()));
  return drawn;
}

// cells.csv begins with its header, each line of cells.geojsonl with a brace.
core::Result<std::vector<core::Cell>> LoadCells(const std::string& path) {
  if (path.empty()) return std::vector<core::Cell>{};
  CQ_CHECK(core::CheckReadableFile(path));
  std::ifstream file(path, std::ios::binary);
  const int first = file.peek();
  if (first == '{') return core::CellsFromGeoJsonLines(file);
  if (first == '\x1f') {
    return Fail(ErrorReason::kInvalidArgument,
                "the cells are compressed: unpack them first, as gunzip does");
  }
  CQ_ASSIGN(const std::string text, core::ReadFile(path, kMaxCellsBytes));
  return core::CellsFromCsv(text);
}

// The one region of that id, else of that name.
core::Result<Region> FindRegion(const DrawnRegions& regions,
                                const std::string& wanted) {
  std::vector<const Region*> named;
  for (const auto* drawn : {&regions.counted, &regions.excluded}) {
    for (const Region& region : *drawn) {
      if (region.id == wanted) return region;
      if (region.name == wanted) named.push_back(&region);
    }
  }
  if (named.size() == 1) return *named.front();
  return Fail(ErrorReason::kInvalidArgument,
              named.empty()
                  ? fmt::format("no region has the id or name {}", wanted)
                  : fmt::format("{} regions have the name {}; give an id, as "
                                "{}",
                                named.size(), wanted, named.front()->id));
}

core::Result<core::Level0Rect> FieldOf(const Arguments& a, core::Size slide,
                                       const DrawnRegions& regions) {
  if (!a.field.empty()) {
    return core::Level0Rect{a.field[0], a.field[1], a.field[2], a.field[3]};
  }
  if (a.region.empty())
    return core::Level0Rect{0, 0, slide.width, slide.height};
  CQ_ASSIGN(const Region region, FindRegion(regions, a.region));
  return core::FieldAround(region.shape, slide);
}

Region WholeSlide(core::Size slide) {
  const auto width = static_cast<double>(slide.width);
  const auto height = static_cast<double>(slide.height);
  return {"slide",
          "whole slide, with its glass",
          "",
          {{{{0, 0}, {width, 0}, {width, height}, {0, height}}, {}}}};
}

core::Result<cv::Mat3b> HeatMap(const Arguments& a,
                                const core::TileSource& source,
                                std::vector<Region> regions,
                                const std::vector<core::Cell>& cells,
                                const core::Level0Rect& field) {
  const auto classification = core::CellClassFromName(a.classification);
  if (!classification) {
    return Fail(ErrorReason::kInvalidArgument,
                a.classification + " is no class of cells");
  }
  const core::SlideInfo& info = source.info();
  CQ_ASSIGN(const core::PixelSize pixel_size, core::RequirePixelSize(info));
  if (regions.empty()) regions.push_back(WholeSlide(info.size()));
  core::HeatMapOptions options{field, a.size_px};
  if (a.max_per_mm2) {
    options.brightest = core::CellsPerSquareMillimeter(*a.max_per_mm2);
  }
  CQ_ASSIGN(const core::DensityMap map,
            core::MapDensity(regions, cells, pixel_size.mpp,
                             {*classification, core::Micrometers(a.block_um)}));
  return core::DrawHeatMap(source, regions, map, options);
}

core::Result<cv::Mat3b> Picture(const Arguments& a) {
  CQ_ASSIGN(const auto mpp, ParseMpp(a.mpp));
  CQ_ASSIGN(const auto source, OpenSlideQuietly(a.slide, mpp));
  CQ_ASSIGN(DrawnRegions regions, LoadDrawnRegions(a, source->info()));
  CQ_ASSIGN(const auto cells, LoadCells(a.cells));
  CQ_ASSIGN(const core::Level0Rect field,
            FieldOf(a, source->info().size(), regions));
  if (a.heat_map) {
    return HeatMap(a, *source, std::move(regions.counted), cells, field);
  }
  return core::DrawOverlay(
      *source, regions.counted, cells,
      {field, a.size_px, !a.no_legend, std::move(regions.excluded)});
}

core::Result<void> WritePng(const cv::Mat3b& rgb, const std::string& path) {
  cv::Mat3b bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> png;
  cv::imencode(".png", bgr, png);
  return core::WriteFileAtomically(path, std::string(png.begin(), png.end()));
}

int Render(const Arguments& arguments) {
  const auto picture = Picture(arguments);
  if (!picture) return Complain(picture.error());
  const auto written = WritePng(*picture, arguments.out);
  return written ? 0 : Complain(written.error());
}

void AddHeatMapOptions(CLI::App& command, CLI::Option* cells, Arguments& a) {
  auto* heat_map = command.add_flag(
      "--heatmap", a.heat_map,
      "Cells per mm2 in square blocks, as colors over the slide in gray; "
      "blocks with less than 10 % of their area in the regions stay gray. "
      "Folds, ink and the like are not taken off: exclude them to do so");
  heat_map->needs(cells);
  command
      .add_option("--class", a.classification,
                  "Cells to map: positive, equivocal or negative")
      ->capture_default_str()
      ->needs(heat_map);
  command.add_option("--block-um", a.block_um, "Side of a block, 10 to 10000")
      ->capture_default_str()
      ->needs(heat_map);
  command
      .add_option("--max-per-mm2", a.max_per_mm2,
                  "Density of the brightest color; give the same for slides "
                  "that are to be compared. Without it, a round number not "
                  "below the highest")
      ->needs(heat_map);
}

}  // namespace

void AddRender(CLI::App& app, Action& action) {
  auto a = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "render",
      "Draw a slide or a field with its regions and cells. A protocol's own "
      "roles of regions are not known here: repeat them with --include and "
      "--exclude");
  command->add_option("SLIDE", a->slide, "Slide or image")->required();
  command->add_option("--out", a->out, "PNG file to write")->required();
  CLI::Option* regions =
      command->add_option("--regions", a->regions.file, "Annotated regions")
          ->type_name("FILE");
  AddRoleOptions(*command, a->regions);
  CLI::Option* cells = command->add_option(
      "--cells", a->cells,
      "cells.csv, a phantom's truth, or cells.geojsonl: positive cells become "
      "magenta rings, equivocal ones orange diamonds, negative ones green "
      "dots; cells.geojsonl has the outlines of the nuclei, which are drawn "
      "in their place where the picture is large enough");
  auto* field =
      command
          ->add_option("--field", a->field,
                       "X Y WIDTH HEIGHT in level-0 pixels; without it, the "
                       "whole slide")
          ->expected(4);
  command
      ->add_option("--region", a->region,
                   "Id or name of a region: the field round it")
      ->needs(regions)
      ->excludes(field);
  command->add_option("--mpp", a->mpp, "Size of a pixel in um, M or X,Y");
  command->add_option("--size-px", a->size_px, "Longest side of the field")
      ->capture_default_str();
  command->add_flag("--no-legend", a->no_legend,
                    "Without the legend of classes and their counts");
  AddHeatMapOptions(*command, cells, *a);
  command->callback([a, &action] { action = [a] { return Render(*a); }; });
}

}  // namespace cellquant::cli
