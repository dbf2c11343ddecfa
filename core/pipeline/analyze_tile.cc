#include "core/pipeline/analyze_tile.h"

#include <cmath>
#include <opencv2/core.hpp>
#include <utility>

#include "core/cells/classical_detector.h"
#include "core/cells/measure.h"
#include "core/cells/positivity.h"
#include "core/render/stages.h"
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

// Operators work in pixels; the axes differ by less than 1 %.
double MeanMpp(const WorkingGrid& grid) {
  return std::sqrt(grid.mpp().PixelArea().value());
}

std::vector<CountedCell> CellsOf(const TileContext& context,
                                 const WorkingRect& core,
                                 const WorkingRect& tile, const NucleusMap& map,
                                 const std::vector<Measurement>& measured) {
  const double pixel_um2 = context.grid.mpp().PixelArea().value();
  std::vector<CountedCell> cells;
  for (std::size_t i = 0; i < map.nuclei.size(); ++i) {
    const WorkingPoint centroid = CentroidOf(map.nuclei[i], tile);
    if (!core.Contains(centroid)) continue;
    const Level0Point place = context.grid.ToLevel0(centroid);
    auto regions = context.regions.RegionsAt(place);
    if (regions.empty()) continue;
    const Measurement& m = measured[i];
    cells.push_back(
        {{place, Classify(m, context.protocol.positivity),
          SquareMicrometers(static_cast<double>(map.nuclei[i].area_px) *
                            pixel_um2),
          m.dab_nucleus, m.dab_cytoplasm, m.hematoxylin_nucleus},
         std::move(regions)});
  }
  return cells;
}

}  // namespace

Result<std::vector<CountedCell>> AnalyzeTile(const TileContext& context,
                                             const WorkingRect& core,
                                             const StageObserver& observer) {
  const Protocol& protocol = context.protocol;
  const double mpp = MeanMpp(context.grid);
  const int margin = ClassicalMarginPx(protocol.detection, mpp) +
                     MeasureMarginPx(mpp, protocol.cytoplasm);
  const WorkingRect tile = core.Inflated(margin);

  CQ_ASSIGN(const cv::Mat3b rgb, context.grid.Read(context.source, tile));
  const OpticalDensityImage density =
      ToOpticalDensity(rgb, context.calibration.white_point);
  const StainPlanes planes =
      SeparateStains(density, context.calibration.stains);
  const NucleusMap nuclei = DetectNuclei(planes, mpp, protocol.detection);
  const std::vector<Measurement> measured =
      MeasureCells(planes, nuclei, mpp, protocol.cytoplasm);

  if (observer) {
    observer("1-rgb", rgb);
    observer("2-hematoxylin", DensityPicture(planes.hematoxylin));
    observer("3-dab", DensityPicture(planes.dab));
    observer("4-nuclei", OutlinePicture(rgb, nuclei.labels));
  }
  return CellsOf(context, core, tile, nuclei, measured);
}

}  // namespace cellquant::core
