#include "core/pages/pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/geometry/membership.h"
#include "core/geometry/validity.h"
#include "core/pages/page_text.h"
#include "core/regions/density.h"
#include "core/regions/representative_field.h"
#include "core/render/field_picture.h"
#include "core/render/heat_map.h"
#include "core/render/overlay.h"
#include "core/render/view.h"

namespace cellquant::core {
namespace {

constexpr int kOverviewPx = 720;
constexpr int kFieldPx = 840;
constexpr int kKeyPx = 720;
constexpr double kPen = 1.7;  // pictures are shown at about half their size
constexpr int kJpegQuality = 90;

Result<Picture> Encoded(const cv::Mat3b& rgb, const std::string& type,
                        std::string caption) {
  cv::Mat3b bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<int> parameters;
  if (type == "jpeg") parameters = {cv::IMWRITE_JPEG_QUALITY, kJpegQuality};
  std::vector<unsigned char> bytes;
  if (!cv::imencode(type == "jpeg" ? ".jpg" : ".png", bgr, bytes, parameters)) {
    return Fail(ErrorReason::kInternal, "a picture could not be compressed");
  }
  return Picture{{bytes.begin(), bytes.end()}, type, std::move(caption)};
}

// Fails where there is nothing to draw.
Result<const SlideMaterial*> MaterialOf(
    const std::vector<SlideMaterial>& materials, std::size_t measurement) {
  for (const SlideMaterial& material : materials) {
    if (material.measurement != measurement) continue;
    if (material.source == nullptr) break;
    if (material.regions.empty()) {
      return Fail(ErrorReason::kNoRegions, "its regions are not known here");
    }
    if (!material.source->info().pixel_size) {
      return Fail(ErrorReason::kPixelSizeUnknown,
                  "the slide does not say how large its pixels are");
    }
    return &material;
  }
  return Fail(ErrorReason::kNotFound, "the slide was not at hand");
}

MicronsPerPixel MppOf(const SlideMaterial& material) {
  return material.source->info().pixel_size->mpp;
}

MultiPolygon AllShapes(const SlideMaterial& material) {
  MultiPolygon all;
  for (const Region& region : material.regions) {
    all.insert(all.end(), region.shape.begin(), region.shape.end());
  }
  return all;
}

// The fields that show all regions of each timepoint, of one size in um: so one
// zoom is one scale.
class CommonFields {
 public:
  CommonFields(const MarkerGroup& group,
               const std::vector<SlideMaterial>& materials) {
    for (const std::size_t k : group.measurements) {
      const auto material = MaterialOf(materials, k);
      if (!material) continue;
      const MicronsPerPixel mpp = MppOf(**material);
      const Level0Rect field = FieldAround(AllShapes(**material),
                                           (*material)->source->info().size());
      width_um_ = std::max(width_um_, static_cast<double>(field.width) * mpp.x);
      height_um_ =
          std::max(height_um_, static_cast<double>(field.height) * mpp.y);
    }
  }

  // About the middle of the material's regions.
  Level0Rect FieldOf(const SlideMaterial& material) const {
    const MicronsPerPixel mpp = MppOf(material);
    const Level0Rect bounds = Bounds(AllShapes(material));
    const auto width = std::llround(width_um_ / mpp.x);
    const auto height = std::llround(height_um_ / mpp.y);
    return {bounds.x + bounds.width / 2 - width / 2,
            bounds.y + bounds.height / 2 - height / 2, width, height};
  }

 private:
  double width_um_ = 0.0;
  double height_um_ = 0.0;
};

template <class Draw>
PictureRow EachTimepoint(const MarkerGroup& group,
                         const std::vector<SlideMaterial>& materials,
                         Draw draw) {
  PictureRow row;
  for (const std::size_t k : group.measurements) {
    const auto material = MaterialOf(materials, k);
    if (material) {
      row.push_back(draw(**material));
    } else {
      row.push_back(tl::unexpected(material.error()));
    }
  }
  return row;
}

std::vector<Cell> EvaluableCells(const SlideMaterial& material) {
  std::vector<Cell> cells;
  std::copy_if(material.cells.begin(), material.cells.end(),
               std::back_inserter(cells),
               [](const Cell& cell) { return cell.evaluable; });
  return cells;
}

std::vector<Level0Point> PositivePlaces(const SlideMaterial& material,
                                        const MultiPolygon& shape) {
  const Membership membership(shape);
  std::vector<Level0Point> places;
  for (const Cell& cell : material.cells) {
    if (cell.classification == CellClass::kPositive && cell.evaluable &&
        membership.Contains(cell.centroid)) {
      places.push_back(cell.centroid);
    }
  }
  return places;
}

Result<MultiPolygon> ShapeOfClass(const SlideMaterial& material,
                                  const std::string& region_class) {
  std::vector<const MultiPolygon*> shapes;
  for (const Region& region : material.regions) {
    const std::string& name =
        region.classification.empty() ? region.name : region.classification;
    const bool control =
        std::find(material.controls.begin(), material.controls.end(),
                  region.id) != material.controls.end();
    if (name == region_class && !control) shapes.push_back(&region.shape);
  }
  if (shapes.empty()) {
    return Fail(ErrorReason::kNoRegions, "it has no such region");
  }
  return UnionOfShapes(shapes);
}

// A class of one timepoint and its field.
struct FoundField {
  const SlideMaterial* material;
  MultiPolygon shape;
  std::vector<Level0Point> places;  // positive cells in the shape
  RepresentativeField field;
};

Result<FoundField> FindField(const SlideMaterial& material,
                             const std::string& region_class,
                             SquareMillimeters area) {
  FoundField found{&material, {}, {}, {}};
  CQ_ASSIGN(found.shape, ShapeOfClass(material, region_class));
  found.places = PositivePlaces(material, found.shape);
  CQ_ASSIGN(found.field, FindRepresentativeField(found.shape, found.places,
                                                 MppOf(material), area));
  return found;
}

// "12 positive cells in 0.196 mm2 (443 um wide): 61.2 per mm2".
std::string CountText(const RepresentativeField& field, double width_um) {
  const std::string where =
      fmt::format("in {:.3g} mm\u00b2 ({:.0f} \u00b5m wide)",
                  field.area_in_region.value(), width_um);
  if (field.count == 0) {
    return fmt::format("No positive cell found ({} per mm\u00b2) {}",
                       DensityText(0, field.area_in_region), where);
  }
  return fmt::format("{} positive cell{} {}: {} per mm\u00b2", field.count,
                     field.count == 1 ? "" : "s", where,
                     NumberText(field.density.value()));
}

std::string CandidatesText(const RepresentativeField& field) {
  if (field.candidates == 1) return "the only field that fits";
  if (field.median.value() == 0.0) {
    return fmt::format("as in half of the {} fields, at least",
                       field.candidates);
  }
  return fmt::format("the median of {} fields is {}", field.candidates,
                     NumberText(field.median.value()));
}

std::string FieldCaption(const FoundField& found, const FieldPicture& picture,
                         bool smaller) {
  const RepresentativeField& field = found.field;
  const MicronsPerPixel mpp = MppOf(*found.material);
  std::string caption = fmt::format(
      "{}; {}. ",
      CountText(field, static_cast<double>(field.rect.width) * mpp.x),
      CandidatesText(field));
  if (smaller) caption += "Smaller than asked for: the regions have no room. ";
  if (picture.arrows > 0) {
    caption += picture.arrows == picture.cells
                   ? "Arrows on all of them. "
                   : fmt::format("Arrows on {} of {}, spread over the field. ",
                                 picture.arrows, picture.cells);
  }
  return caption + fmt::format(
                       "Upper left corner: pixel {}, {} of level 0; "
                       "{:.0f}, {:.0f} \u00b5m.",
                       field.rect.x, field.rect.y,
                       static_cast<double>(field.rect.x) * mpp.x,
                       static_cast<double>(field.rect.y) * mpp.y);
}

Result<Picture> DrawField(const FoundField& found, const Color& color,
                          bool smaller) {
  FieldPictureOptions options;
  options.field = found.field.rect;
  options.longest_side_px = kFieldPx;
  options.color = color;
  CQ_ASSIGN(const FieldPicture picture,
            DrawFieldPicture(*found.material->source, found.places, options));
  return Encoded(picture.picture, "jpeg",
                 FieldCaption(found, picture, smaller));
}

// An area, not above `area`, that fits at every timepoint that has the class:
// pictures beside each other have one scale.
SquareMillimeters CommonArea(const MarkerGroup& group,
                             const std::string& region_class,
                             const std::vector<SlideMaterial>& materials,
                             SquareMillimeters area) {
  SquareMillimeters common = area;
  for (const std::size_t k : group.measurements) {
    const auto material = MaterialOf(materials, k);
    if (!material) continue;
    const auto found = FindField(**material, region_class, area);
    if (found && found->field.smaller_than_asked) {
      common = std::min(common, found->field.area);
    }
  }
  // On its own lattice the smaller one may not fit elsewhere.
  return common < area ? CommonArea(group, region_class, materials, common)
                       : area;
}

}  // namespace

PictureRow Overviews(const Comparison& comparison, const MarkerGroup& group,
                     const std::vector<SlideMaterial>& materials) {
  const CommonFields fields(group, materials);
  return EachTimepoint(
      group, materials, [&](const SlideMaterial& material) -> Result<Picture> {
        OverlayOptions options;
        options.field = fields.FieldOf(material);
        options.longest_side_px = kOverviewPx;
        options.legend = false;
        options.pen = kPen;
        CQ_ASSIGN(const cv::Mat3b picture,
                  DrawOverlay(*material.source, material.regions, {}, options));
        const SlideMeasurement& m =
            comparison.measurements[material.measurement];
        return Encoded(picture, "jpeg",
                       fmt::format("{} with its regions.", m.slide_name));
      });
}

HeatMaps DensityMaps(const MarkerGroup& group,
                     const std::vector<SlideMaterial>& materials) {
  const CommonFields fields(group, materials);
  CellsPerSquareMillimeter highest;
  std::vector<Result<DensityMap>> maps;
  for (const std::size_t k : group.measurements) {
    const auto material = MaterialOf(materials, k);
    if (!material) continue;
    maps.push_back(MapDensity((*material)->regions, EvaluableCells(**material),
                              MppOf(**material)));
    if (maps.back()) highest = std::max(highest, HighestDensity(*maps.back()));
  }
  const CellsPerSquareMillimeter brightest = EndOfScale(highest);
  std::size_t next = 0;
  HeatMaps result{
      EachTimepoint(
          group, materials,
          [&](const SlideMaterial& material) -> Result<Picture> {
            CQ_ASSIGN(const DensityMap map, maps[next++]);
            HeatMapOptions options;
            options.field = fields.FieldOf(material);
            options.longest_side_px = kOverviewPx;
            options.brightest = brightest;
            options.key = false;
            options.pen = kPen;
            CQ_ASSIGN(
                const cv::Mat3b picture,
                DrawHeatMap(*material.source, material.regions, map, options));
            return Encoded(
                picture, "jpeg",
                fmt::format("Positive cells in blocks of {:g} \u00b5m.",
                            map.options.block_side.value()));
          }),
      Encoded(DrawColorKey(brightest, kKeyPx), "png",
              fmt::format("{} positive cells per mm\u00b2, the same colors at "
                          "all timepoints.",
                          group.marker))};
  if (maps.empty()) result.key = Fail(ErrorReason::kNotFound, "no map");
  return result;
}

PictureRow RepresentativeFields(const MarkerGroup& group,
                                const std::string& region_class,
                                const std::vector<SlideMaterial>& materials,
                                SquareMillimeters area) {
  const SquareMillimeters common =
      CommonArea(group, region_class, materials, area);
  const Color color = MarkerColor(group.marker);
  return EachTimepoint(group, materials,
                       [&](const SlideMaterial& material) -> Result<Picture> {
                         CQ_ASSIGN(const FoundField found,
                                   FindField(material, region_class, common));
                         return DrawField(found, color, common < area);
                       });
}

}  // namespace cellquant::core
