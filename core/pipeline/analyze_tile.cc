#include "core/pipeline/analyze_tile.h"

#include <opencv2/core.hpp>
#include <utility>

#include "core/cells/label_rings.h"
#include "core/cells/measure.h"
#include "core/cells/outline.h"
#include "core/cells/positivity.h"
#include "core/render/stages.h"
#include "core/stain/hematoxylin_scaling.h"
#include "core/stain/optical_density.h"
#include "core/stain/separation.h"

namespace cellquant::core {
namespace {

// Sums of whole numbers, so the centroid is the same from every tile. A pixel's
// center lies half a pixel from its corner.
WorkingPoint CentroidOf(const Nucleus& nucleus, const WorkingRect& tile) {
  const auto mean = [&](std::int64_t sum, std::int64_t origin) {
    return static_cast<double>(sum + origin * nucleus.area_px) /
               static_cast<double>(nucleus.area_px) +
           0.5;
  };
  return {mean(nucleus.sum_x, tile.x), mean(nucleus.sum_y, tile.y)};
}

NucleusOutline OutlineOf(const std::vector<PixelRing>& rings,
                         const WorkingRect& tile, const WorkingGrid& grid) {
  std::vector<Ring> outlines;
  for (const PixelRing& ring : rings) {
    Ring& outline = outlines.emplace_back();
    for (const cv::Point corner : ring) {
      outline.push_back(
          grid.ToLevel0({static_cast<double>(tile.x + corner.x),
                         static_cast<double>(tile.y + corner.y)}));
    }
  }
  return NucleusOutline(PartsWithHoles(std::move(outlines)));
}

std::vector<CountedCell> CellsOf(const TileContext& context,
                                 const WorkingRect& core,
                                 const WorkingRect& tile, const NucleusMap& map,
                                 const std::vector<Measurement>& measured) {
  const double pixel_um2 = context.grid.mpp().PixelArea().value();
  const PositivityRule& rule = context.protocol.positivity;
  const auto rings =
      RingsOfLabels(map.labels, static_cast<int>(map.nuclei.size()));
  std::vector<CountedCell> cells;
  for (std::size_t i = 0; i < map.nuclei.size(); ++i) {
    const Nucleus& nucleus = map.nuclei[i];
    const WorkingPoint centroid = CentroidOf(nucleus, tile);
    if (!core.Contains(centroid)) continue;
    const Level0Point place = context.grid.ToLevel0(centroid);
    auto regions = context.regions.RegionsAt(place);
    if (regions.empty()) continue;
    const Measurement& m = measured[i];
    Cell cell{
        place,
        CellClass::kNegative,
        SquareMicrometers(static_cast<double>(nucleus.area_px) * pixel_um2),
        m,
        {},
        ClassShare(nucleus.verdict, rule.compartment)};
    if (nucleus.verdict) {
      cell.cell_probability = nucleus.verdict->cell_probability;
    }
    cell.classification = Classify(m, cell.class_share, rule);
    cell.outline = OutlineOf(rings[i], tile, context.grid);
    cells.push_back({std::move(cell), std::move(regions)});
  }
  return cells;
}

// Every detector reads more round a tile than the flags ask for.
cv::Mat1b FlagsOf(const cv::Mat3b& rgb, const OpticalDensityImage& density,
                  const WorkingRect& tile, const WorkingRect& core,
                  const QualityReference& reference) {
  const WorkingRect needed = core.Inflated(kQualityMarginPx);
  const cv::Rect part(
      static_cast<int>(needed.x - tile.x), static_cast<int>(needed.y - tile.y),
      static_cast<int>(needed.width), static_cast<int>(needed.height));
  return FlagBlocks(rgb(part), {density.pixels(part)}, reference);
}

}  // namespace

Result<TileResult> AnalyzeTile(const TileContext& context,
                               const WorkingRect& core,
                               const StageObserver& observer) {
  const Protocol& protocol = context.protocol;
  const WorkingRect tile = context.detector.Needed(core);

  CQ_ASSIGN(const cv::Mat3b rgb, context.grid.Read(context.source, tile));
  const OpticalDensityImage density =
      ToOpticalDensity(rgb, context.calibration.white_point);
  const StainPlanes planes =
      SeparateStains(density, context.calibration.stains);
  const OpticalDensityImage shown = ScaleHematoxylin(
      density, planes.hematoxylin, context.calibration.stains.hematoxylin,
      context.calibration.hematoxylin_factor);
  CQ_ASSIGN(const NucleusMap nuclei, context.detector.Detect(shown, planes));
  const std::vector<Measurement> measured = MeasureCells(
      planes, nuclei, context.grid.MeanMpp(), protocol.compartments);

  if (observer) {
    observer("1-rgb", rgb);
    observer("2-hematoxylin", DensityPicture(planes.hematoxylin));
    observer("3-dab", DensityPicture(planes.dab));
    if (!nuclei.heat.empty()) observer("4-heat", HeatPicture(nuclei.heat));
    observer("5-nuclei", OutlinePicture(rgb, nuclei.labels));
  }
  BlockMap blocks =
      SumBlocks(planes.dab, tile, core, protocol.positivity.threshold);
  blocks.flags = FlagsOf(rgb, density, tile, core, context.quality);
  return TileResult{CellsOf(context, core, tile, nuclei, measured),
                    std::move(blocks)};
}

}  // namespace cellquant::core
