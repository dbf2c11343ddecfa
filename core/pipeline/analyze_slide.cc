#include "core/pipeline/analyze_slide.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <tuple>
#include <utility>

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/cells/classical_detector.h"
#include "core/cells/network_detector.h"
#include "core/formats/areas_geojson.h"
#include "core/formats/cells_csv.h"
#include "core/formats/geojson_geometry.h"
#include "core/formats/report_json.h"
#include "core/pipeline/analyze_tile.h"
#include "core/pipeline/calibrate_slide.h"
#include "core/pipeline/count_regions.h"
#include "core/pipeline/measure_blocks.h"
#include "core/pipeline/parallel.h"
#include "core/pipeline/software.h"
#include "core/regions/negative_control.h"
#include "core/regions/region_class.h"
#include "core/regions/region_index.h"
#include "core/regions/report_numbers.h"
#include "core/slide/open_slide.h"
#include "core/slide/overview.h"
#include "core/slide/tile_grid.h"
#include "core/slide/working_image.h"
#include "core/tissue/block_map.h"
#include "core/tissue/calibration.h"
#include "core/tissue/quality_reference.h"
#include "core/tissue/tissue_mask.h"

namespace cellquant::core {
namespace {

using Slots = std::vector<std::vector<CountedCell>>;

Result<void> CheckOptions(const AnalysisOptions& options) {
  if (options.tile_px < 64 || options.tile_px > 16384) {
    return Fail(ErrorReason::kInvalidArgument,
                "the tile size must be 64 to 16384 px");
  }
  if (options.threads < 0 || options.threads > 1024) {
    return Fail(ErrorReason::kInvalidArgument,
                "the number of threads must be 0 to 1024");
  }
  return {};
}

// The regions given, or all tissue as one region.
Result<RegionSet> RegionsOrTissue(const RegionSet& given,
                                  const Overview& overview,
                                  const Calibration& calibration,
                                  const SlideInfo& slide) {
  if (!given.regions.empty()) {
    CQ_CHECK(CheckWithinSlide(given.regions, slide.size()));
    return given;
  }
  CQ_ASSIGN(MultiPolygon tissue,
            FindTissue(overview, calibration, slide.size()));
  if (tissue.empty()) {
    return Fail(ErrorReason::kNoTissue,
                "no tissue found on " + slide.name + ", and no region given");
  }
  return RegionSet{{{"tissue", "Tissue", "Tissue", std::move(tissue)}},
                   given.warnings};
}

// Whole blocks, as tiles own them.
std::vector<WorkingRect> WorkingBounds(const RegionSet& regions,
                                       const WorkingGrid& grid) {
  std::vector<WorkingRect> bounds;
  for (const Region& region : regions.regions) {
    bounds.push_back(WholeBlocks(grid.Covering(Bounds(region.shape))));
  }
  return bounds;
}

Result<std::unique_ptr<Detector>> MakeDetector(
    const std::shared_ptr<const NetworkModel>& network,
    const Protocol& protocol, const WorkingGrid& grid) {
  const double mpp = grid.MeanMpp();
  const DetectionSetting setting{mpp,
                                 MeasureMarginPx(mpp, protocol.compartments)};
  if (network) {
    return NetworkDetector::Make(network, protocol.network_detection, setting);
  }
  return std::make_unique<ClassicalDetector>(protocol.classical_detection,
                                             setting);
}

// Memory and the time to stop go with the working pixels of a tile, whatever
// the slide's pixel size. Tiles own whole blocks.
std::int64_t WorkingTilePx(std::int64_t tile_px, const WorkingGrid& grid) {
  const auto wanted =
      static_cast<std::int64_t>(static_cast<double>(tile_px) / grid.scale_x());
  return std::clamp<std::int64_t>(wanted / kBlockPx * kBlockPx, 64, 1024);
}

// By position, so that the list too is the same for every tile size.
std::vector<CountedCell> Merged(Slots slots) {
  std::vector<CountedCell> cells;
  for (auto& slot : slots) {
    std::move(slot.begin(), slot.end(), std::back_inserter(cells));
  }
  std::sort(cells.begin(), cells.end(),
            [](const CountedCell& a, const CountedCell& b) {
              const Cell& p = a.cell;
              const Cell& q = b.cell;
              return std::tie(p.centroid.y, p.centroid.x, p.nucleus_area,
                              p.measured.dab_nucleus) <
                     std::tie(q.centroid.y, q.centroid.x, q.nucleus_area,
                              q.measured.dab_nucleus);
            });
  return cells;
}

// Runs the tile with the most cells once more and keeps its stages.
Result<void> DumpStages(const TileContext& context,
                        const std::vector<WorkingRect>& tiles,
                        const Slots& slots,
                        const std::filesystem::path& folder) {
  const auto fullest = std::max_element(
      slots.begin(), slots.end(),
      [](const auto& a, const auto& b) { return a.size() < b.size(); });
  bool written = true;
  const auto save = [&](std::string_view stage, const cv::Mat& image) {
    cv::Mat bgr;
    if (image.channels() == 3) {
      cv::cvtColor(image, bgr, cv::COLOR_RGB2BGR);
    } else {
      bgr = image;
    }
    const auto file = folder / fmt::format("{}.png", stage);
    written = cv::imwrite(file.string(), bgr) && written;
  };
  const auto index = static_cast<std::size_t>(fullest - slots.begin());
  CQ_CHECK(AnalyzeTile(context, tiles[index], save));
  if (written) return {};
  return Fail(ErrorReason::kOutputUnwritable,
              "cannot write stage images to " + folder.string());
}

WorkingImageReport Describe(const WorkingGrid& grid) {
  return {std::string(grid.method_name()), grid.scale_x(), grid.scale_y(),
          grid.mpp()};
}

Result<SlideReport> Analyze(const TileSource& source, const RegionSet& regions,
                            const Protocol& given,
                            const AnalysisOptions& options,
                            const Progress& progress) {
  CQ_CHECK(CheckOptions(options));
  const Protocol protocol = WithProfile(given, options.stains);
  if (!options.debug_dir.empty()) CQ_CHECK(MakeFolder(options.debug_dir));
  cv::setNumThreads(1);  // tiles are the unit of parallel work
  const SlideInfo& slide = source.info();
  CQ_ASSIGN(const PixelSize pixel_size, RequirePixelSize(slide));
  CQ_ASSIGN(const WorkingGrid grid, WorkingGrid::Make(pixel_size.mpp));
  CQ_ASSIGN(const Overview overview, ReadOverview(source, pixel_size.mpp));
  CQ_ASSIGN(const Calibration calibration,
            CalibrateSlide(source, grid, overview, protocol, options.stains,
                           options.network != nullptr));
  CQ_ASSIGN(const RegionSet measured,
            RegionsOrTissue(regions, overview, calibration, slide));
  if (!options.negative_control.empty()) {  // before the long work
    CQ_CHECK(ControlRegions(measured, options.negative_control));
  }
  CQ_ASSIGN(const std::vector<RegionClass> classes,
            ClassesOf(measured, options.negative_control, pixel_size.mpp));

  CQ_ASSIGN(const auto detector, MakeDetector(options.network, protocol, grid));
  const RegionIndex index(measured.regions);
  CQ_ASSIGN(const QualityReference quality_reference,
            EstimateQualityReference(source, grid, overview, calibration));
  const TileContext context{source,    grid,  calibration,      protocol,
                            *detector, index, quality_reference};
  const std::vector<WorkingRect> tiles =
      TileGrid(WorkingBounds(measured, grid),
               detector->TileSide(WorkingTilePx(options.tile_px, grid)));
  Slots slots(tiles.size());
  BlockMap blocks = EmptyBlockMap(tiles);
  CQ_CHECK(ForEachIndex(tiles.size(), {options.threads, options.stop, progress},
                        [&](std::size_t i) -> Result<void> {
                          CQ_ASSIGN(TileResult tile,
                                    AnalyzeTile(context, tiles[i]));
                          slots[i] = std::move(tile.cells);
                          PutBlocks(tile.blocks, blocks);
                          return {};
                        }));
  if (!options.debug_dir.empty()) {
    CQ_CHECK(DumpStages(context, tiles, slots, options.debug_dir));
  }

  const auto runs = BlocksOfRegions(measured.regions, blocks.bounds, grid);
  CQ_ASSIGN(
      BlocksResult judged,
      MeasureBlocks(
          {measured.regions, runs, grid, pixel_size.mpp, slide.size(), protocol,
           calibration.hematoxylin_factor, BlocksOfClasses(classes, runs)},
          blocks, Merged(std::move(slots))));
  SlideReport report{
      slide,
      pixel_size,
      options.slide_sha256,
      options.specimen,
      protocol,
      calibration,
      Describe(grid),
      detector->Describe(),
      EffectiveDecision(protocol.positivity, detector->HasClasses()),
      BlockBootstrapOptions{},
      {},
      measured.warnings,
      "",
      "",
      Software(),
      "",
      std::move(judged.cells),
      std::move(judged.outlines),
      judged.edge};
  report.regions = CountRegions(measured.regions, std::move(judged.regions),
                                report.cells, protocol.positivity,
                                report.positivity_decided_by, pixel_size.mpp);
  report.classes = CountClasses(classes, std::move(judged.classes), report);
  CQ_ASSIGN(report,
            WithNumbers(std::move(report), measured, options.negative_control));
  report.sharpness = quality_reference.relative_sharpness;
  report.pathologist_scores = options.pathologist_scores;
  report.annotations = measured.source;
  report.drawn_regions = measured.regions;
  CQ_ASSIGN(report.cells_sha256, CellsCsvSha256(report));
  report.areas_sha256 = Sha256(AreasGeoJson(report.outlines));
  report.digest = ReportDigest(ReportToJson(report));
  return report;
}

}  // namespace

Result<SlideReport> AnalyzeSlide(const TileSource& source,
                                 const RegionSet& regions,
                                 const Protocol& protocol,
                                 const AnalysisOptions& options,
                                 const Progress& progress) {
  try {
    return Analyze(source, regions, protocol, options, progress);
  } catch (const std::exception& error) {  // of a library, or out of memory
    return Fail(ErrorReason::kInternal,
                std::string("unexpected failure: ") + error.what());
  }
}

}  // namespace cellquant::core
