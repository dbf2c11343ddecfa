#include "core/render/overlay.h"

#include "core/render/cell_marks.h"
#include "core/render/marks.h"
#include "core/render/view.h"

namespace cellquant::core {
namespace {

const cv::Scalar kRegionColor(0, 90, 255);
const cv::Scalar kExcludedColor(60, 60, 60);
constexpr double kUsualMpp = 0.5;  // of cells on a slide that does not say

std::vector<Region> AllNamed(const std::vector<Region>& regions,
                             const std::vector<Region>& excluded) {
  std::vector<Region> all = regions;
  for (const Region& region : excluded) {
    all.push_back(region);
    all.back().name += all.back().name.empty() ? "excluded" : ", excluded";
  }
  return all;
}

// Draws the cells of the field and counts them.
ClassCounts DrawCells(cv::Mat3b& picture, const View& view,
                      const std::vector<Cell>& cells, double pixels_per_um,
                      const Pen& pen) {
  ClassCounts counts{};
  for (const Cell& cell : cells) {
    if (!view.field.Contains(cell.centroid)) continue;
    DrawCell(picture, view, cell, pixels_per_um, pen);
    ++counts.at(static_cast<std::size_t>(cell.classification));
  }
  return counts;
}

}  // namespace

Result<cv::Mat3b> DrawOverlay(const TileSource& source,
                              const std::vector<Region>& regions,
                              const std::vector<Cell>& cells,
                              const OverlayOptions& options) {
  const SlideInfo& info = source.info();
  CQ_ASSIGN(const View view,
            ViewOf(info, options.field, options.longest_side_px));
  CQ_ASSIGN(cv::Mat3b picture, ReadView(source, view));
  const Pen pen(picture.size(), options.pen);
  for (const Region& region : options.excluded) {
    Hatch(picture, view, region.shape, pen);
    DrawShape(picture, view, region.shape, kExcludedColor, pen.Px(2));
  }
  for (const Region& region : regions) {
    DrawShape(picture, view, region.shape, kRegionColor, pen.Px(2));
  }
  const double mpp = info.pixel_size ? info.pixel_size->mpp.x : kUsualMpp;
  const double pixels_per_um = view.zoom / mpp;
  const ClassCounts counts =
      DrawCells(picture, view, cells, pixels_per_um, pen);
  WriteNames(picture, view, AllNamed(regions, options.excluded), pen);
  if (info.pixel_size) DrawScaleBar(picture, pixels_per_um, pen);
  if (options.legend && !cells.empty()) DrawLegend(picture, counts, pen);
  return picture;
}

}  // namespace cellquant::core
